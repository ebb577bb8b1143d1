package org.imalink.http;

import static org.imalink.http.Caller.VIEWER;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.imalink.access.Scope;
import org.imalink.database.Database;
import org.imalink.library.EncodedPath;
import org.imalink.library.NewImageFile.Capture;
import org.imalink.library.OpenOriginal;
import org.imalink.library.OriginalFiles;
import org.imalink.library.PhotoDetails;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is known of a photo beyond the single-user contract, and its originals. */
final class PhotoDetailsController {
    private static final Field<Long> FILE = Field.optional("file", WholeNumber.ANY);

    private final Database database;
    private final OriginalFiles originals;

    PhotoDetailsController(Database database) {
        this.database = database;
        this.originals = new OriginalFiles(database);
    }

    void register(RouteTable table) {
        var details = "/api/v1/photos/{hothash}/details";
        var original = "/api/v1/photos/{hothash}/original";
        var chosen = PhotoController.ONE.query(FILE);
        table.read("GET", details, VIEWER, PhotoController.ONE, PhotoDetailsController::get);
        table.free("GET", original, VIEWER, Effect.READ, chosen, this::original);
        table.free("HEAD", original, VIEWER, Effect.READ, chosen, this::original);
    }

    private static Answer get(Call call, DSLContext tx) {
        var details = PhotoDetails.get(tx, call.scope(), call.get(PhotoController.HOTHASH));
        var capture = details.files().stream()
                .map(PhotoDetails.File::capture)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return Answer.object(out -> {
            out.field("hothash", details.hothash())
                    .field("taken_at", details.takenAt())
                    .field("taken_offset_minutes", details.takenOffsetMinutes())
                    .field("taken_source", details.takenSource())
                    .field("sublocation", details.placeNames().sublocation())
                    .field("city", details.placeNames().city())
                    .field("state", details.placeNames().state())
                    .field("country", details.placeNames().country());
            writeCamera(out, capture);
            out.array("files", details.files(), (list, file) -> list.object(file, PhotoDetailsController::writeFile));
        });
    }

    private static void writeCamera(JsonWriter out, @Nullable Capture capture) {
        out.field("camera_make", capture == null ? null : capture.cameraMake())
                .field("camera_model", capture == null ? null : capture.cameraModel())
                .field("lens", capture == null ? null : capture.lens())
                .field("exposure_time", capture == null ? null : capture.exposureTime())
                .field("aperture", capture == null ? null : capture.aperture())
                .field("iso", capture == null ? null : capture.iso())
                .field("focal_length", capture == null ? null : capture.focalLength());
    }

    private static void writeFile(JsonWriter out, PhotoDetails.File file) {
        var capture = file.capture();
        out.field("id", file.id())
                .field("filename", file.filename())
                .field("file_size", file.fileSize())
                .field("format", capture == null ? null : capture.format())
                .field("width", capture == null ? null : capture.width())
                .field("height", capture == null ? null : capture.height())
                .field("orientation", capture == null ? null : capture.orientation())
                .field("sha256", file.sha256())
                .field("raw", file.raw())
                .field("preview_tool", capture == null ? null : capture.previewTool())
                .field("has_original", file.hasOriginal())
                .array(
                        "places",
                        file.places(),
                        (list, place) -> list.object(
                                place,
                                (fields, each) -> fields.field("root", EncodedPath.text(each.root()))
                                        .field("path", EncodedPath.text(each.path()))
                                        .field("missing_since", each.missingSince())))
                .object("exif", exif(file.exifDict()), PhotoDetailsController::writeExif);
    }

    private static @Nullable JsonNode exif(@Nullable String json) {
        return json == null ? null : Json.read(json);
    }

    /** By directory and tag, as text; what clients sent outside any directory is gathered under a name of its own. */
    private static void writeExif(JsonWriter out, JsonNode exif) {
        for (var directory : exif.properties()) {
            if (directory.getValue().isObject()) {
                out.object(
                        directory.getKey(),
                        directory.getValue(),
                        (tags, node) ->
                                node.properties().forEach(tag -> tags.field(tag.getKey(), text(tag.getValue()))));
            }
        }
        var others = exif.properties().stream()
                .filter(entry ->
                        !entry.getValue().isObject() && !entry.getValue().isNull())
                .toList();
        if (!others.isEmpty()) {
            out.object(
                    "Client",
                    others,
                    (tags, entries) -> entries.forEach(entry -> tags.field(entry.getKey(), text(entry.getValue()))));
        }
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : Json.text(value);
    }

    private Answer original(Call call) throws IOException {
        var hothash = call.get(PhotoController.HOTHASH);
        var wanted = call.find(FILE);
        var opened = open(call.scope(), hothash, wanted)
                .orElseThrow(() -> Failure.of(
                        404,
                        Problem.NOT_FOUND,
                        "The server has no original of this photo that it may open"
                                + (wanted == null ? "." : " with file id " + wanted + ".")));
        boolean shown = opened.mediaType().startsWith("image/");
        return new FileAnswer(
                        opened.mediaType(),
                        EntityTag.quoted(opened.sha256()),
                        opened.size(),
                        opened.channel(),
                        opened::close)
                .answer(call.header("Range"), call.header("If-Range"))
                .with(
                        "Content-Disposition",
                        shown ? Disposition.inline(opened.filename()) : Disposition.attachment(opened.filename()));
    }

    /** The wanted file of the photo, or the first that can be opened, JPEGs before others. */
    private Optional<OpenOriginal> open(Scope scope, String hothash, @Nullable Long wanted) {
        List<PhotoDetails.File> files =
                scope.read(database, tx -> PhotoDetails.get(tx, scope, hothash).files());
        return files.stream()
                .filter(file -> wanted == null || file.id() == wanted)
                .sorted((one, other) -> Boolean.compare(isJpeg(other), isJpeg(one)))
                .flatMap(file -> originals.open(scope, file.id()).stream())
                .findFirst();
    }

    private static boolean isJpeg(PhotoDetails.File file) {
        var capture = file.capture();
        return capture != null && capture.format().equals("jpeg");
    }
}
