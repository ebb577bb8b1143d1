package org.imalink.http;

import java.util.ArrayList;
import java.util.List;
import org.imalink.ingest.Upload;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A file that a client wants to send: an object with name, size and perhaps SHA-256. */
record WantedFile() implements Kind<Upload.Wanted> {
    static final WantedFile ANY = new WantedFile();

    private static final Field<String> NAME = Field.required("name", Text.length(1, 1000));
    private static final Field<Long> SIZE = Field.required("size", WholeNumber.between(0, Long.MAX_VALUE));
    private static final Field<String> SHA256 = Field.optional("sha256", Text.matching("^[0-9a-f]{64}$"));

    @Override
    public Upload.@Nullable Wanted read(JsonNode sent, List<Object> location, Mistakes mistakes) {
        var object = JsonObject.ANY.read(sent, location, mistakes);
        if (object == null) {
            return null;
        }
        var name = value(NAME, object, location, mistakes);
        var size = value(SIZE, object, location, mistakes);
        var sha256 = value(SHA256, object, location, mistakes);
        return name == null || size == null ? null : new Upload.Wanted(name, size, sha256);
    }

    private static <T> @Nullable T value(Field<T> field, JsonNode object, List<Object> location, Mistakes mistakes) {
        var sent = object.get(field.name());
        var place = inside(location, field.name());
        if (sent == null || sent.isNull()) {
            if (field.required()) {
                mistakes.add("missing", place, "Field required", object);
            }
            return null;
        }
        return field.kind().read(sent, place, mistakes);
    }

    private static List<Object> inside(List<Object> location, Object step) {
        var inner = new ArrayList<>(location);
        inner.add(step);
        return List.copyOf(inner);
    }
}
