package org.imalink.http;

import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A file that came with a form; it lives as long as the request. */
record Upload(Part part) {
    /** As the client says; empty when it does not. */
    String contentType() {
        return Objects.requireNonNullElse(part.getContentType(), "");
    }

    /** Bytes. */
    long size() {
        return part.getSize();
    }

    InputStream open() throws IOException {
        return part.getInputStream();
    }
}
