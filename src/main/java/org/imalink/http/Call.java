package org.imalink.http;

import java.io.IOException;
import java.io.InputStream;
import org.imalink.access.Scope;
import org.imalink.access.Standing;
import org.imalink.access.Viewer;
import org.imalink.library.Change;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** One request as a controller sees it: on whose behalf, with which values. */
final class Call {
    private final Request request;
    private final Entry entry;
    private final Admission admission;
    private final Input input;

    Call(Request request, Entry entry, Admission admission, Input input) {
        this.request = request;
        this.entry = entry;
        this.admission = admission;
        this.input = input;
    }

    /**
     * The same call as another snapshot has it, for what opens its own transactions: what it does there is right for the
     * phase and the viewer of that moment.
     *
     * @throws Failure when it would not be let in any more
     */
    Call in(DSLContext tx) {
        return new Call(request, entry, entry.enter(tx), input);
    }

    Viewer viewer() {
        return admission.viewer();
    }

    /** @throws Failure 401 when nobody is signed in */
    Viewer.SignedIn signedIn() {
        if (viewer() instanceof Viewer.SignedIn signedIn) {
            return signedIn;
        }
        throw Gatekeeper.signInRequired();
    }

    /** Where the server stands, in the snapshot in which the viewer was let in. */
    Standing standing() {
        return admission.known();
    }

    Scope scope() {
        return admission.scope();
    }

    /** The address that the request came from, as far as trusted proxies tell. */
    String address() {
        return request.address();
    }

    /** Whether it came over TLS, to this server or to a trusted proxy. */
    boolean isSecure() {
        return request.isSecure();
    }

    /** What the client says of itself. */
    @Nullable
    String userAgent() {
        return request.header("User-Agent");
    }

    /** The access token that was sent, whatever it is worth. */
    @Nullable
    String bearer() {
        return request.bearer();
    }

    /** A cookie, where the page that sends it may have this server know who it is. */
    @Nullable
    String cookie(String name) {
        return request.cookie(name);
    }

    /** Whether the page that asks may have cookies of this server, to send and to keep. */
    boolean mayHaveCookies() {
        return request.mayHaveCookies();
    }

    /** The value of a field that is required or has a default. */
    <T> T get(Field<T> field) {
        return input.values().get(field);
    }

    /** The value, or null when it was left out or sent as null. */
    <T> @Nullable T find(Field<T> field) {
        return input.values().find(field);
    }

    /** Whether the field was there at all, if only as null. */
    boolean sent(Field<?> field) {
        return input.values().sent(field);
    }

    /** What a merge patch does to a field: nothing when it is absent, clear it when it is null. */
    <T> Change<T> change(Field<T> field) {
        return sent(field) ? Change.to(find(field)) : Change.keep();
    }

    @Nullable
    String header(String name) {
        return request.header(name);
    }

    /** Bytes of the body, as the client says; negative when it does not. */
    long contentLength() {
        return request.contentLength();
    }

    /** The body as it comes, for a route whose body is no JSON. */
    InputStream body() throws IOException {
        return request.body();
    }

    /** The file of a route that takes one. */
    Upload upload() {
        var upload = input.upload();
        if (upload == null) {
            throw new IllegalStateException("The route takes no file");
        }
        return upload;
    }
}
