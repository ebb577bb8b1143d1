package org.imalink.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import org.imalink.access.Phase;
import org.imalink.access.Scope;
import org.imalink.access.Viewer;
import org.imalink.library.Change;
import org.jspecify.annotations.Nullable;

/** One request as a controller sees it: on whose behalf, with which values. */
final class Call {
    private final Context context;
    private final Viewer viewer;
    private final Values values;
    private final @Nullable Upload upload;

    Call(Context context, Viewer viewer, Values values, @Nullable Upload upload) {
        this.context = context;
        this.viewer = viewer;
        this.values = values;
        this.upload = upload;
    }

    Scope scope() {
        return Scope.of(viewer, Phase.SINGLE);
    }

    /** The value of a field that is required or has a default. */
    <T> T get(Field<T> field) {
        return values.get(field);
    }

    /** The value, or null when it was left out or sent as null. */
    <T> @Nullable T find(Field<T> field) {
        return values.find(field);
    }

    /** Whether the field was there at all, if only as null. */
    boolean sent(Field<?> field) {
        return values.sent(field);
    }

    /** What a merge patch does to a field: nothing when it is absent, clear it when it is null. */
    <T> Change<T> change(Field<T> field) {
        return sent(field) ? Change.to(find(field)) : Change.keep();
    }

    @Nullable
    String header(String name) {
        return context.header(name);
    }

    /** Bytes of the body, as the client says; negative when it does not. */
    long contentLength() {
        return context.req().getContentLengthLong();
    }

    /** The body as it comes, for a route whose body is no JSON. */
    InputStream body() throws IOException {
        return context.req().getInputStream();
    }

    /** The file of a route that takes one. */
    Upload upload() {
        if (upload == null) {
            throw new IllegalStateException("The route takes no file");
        }
        return upload;
    }
}
