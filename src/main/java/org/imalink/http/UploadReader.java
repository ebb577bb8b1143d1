package org.imalink.http;

import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpException;
import org.imalink.operation.NoRoomException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the one file of a multipart form; large ones wait in the temporary folder until the request ends. */
final class UploadReader {
    private static final Logger LOG = LoggerFactory.getLogger(UploadReader.class);

    /** The largest files of cameras, as JPEG, are about 50 MB. */
    static final long LARGEST_BYTES = 64L << 20;

    private static final int KEPT_IN_MEMORY_BYTES = 1 << 16;

    private final MultipartConfigElement limits;

    UploadReader(Path temporaryFolder) {
        this.limits = new MultipartConfigElement(
                temporaryFolder.toString(), LARGEST_BYTES, LARGEST_BYTES + (1 << 16), KEPT_IN_MEMORY_BYTES);
    }

    /**
     * The file, or null after adding a mistake.
     *
     * @throws Failure 413 when it is too large, 503 when there is no room to keep it until then, 400 when the form cannot be read
     */
    @Nullable
    Upload read(HttpServletRequest request, String name, Mistakes mistakes) throws IOException {
        var location = List.<Object>of("body", name);
        var contentType = request.getContentType();
        if (contentType == null || !contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            mistakes.add("missing", location, "Field required", Json.nothing());
            return null;
        }
        if (request.getContentLengthLong() > limits.getMaxRequestSize()) {
            throw BodyReader.tooLarge();
        }
        request.setAttribute("org.eclipse.jetty.multipartConfig", limits);
        try {
            var part = request.getPart(name);
            if (part == null) {
                mistakes.add("missing", location, "Field required", Json.nothing());
                return null;
            }
            if (part.getSubmittedFileName() == null) {
                mistakes.add(
                        "value_error",
                        location,
                        "Value error, Expected UploadFile, received: <class 'str'>",
                        Json.nothing(),
                        Map.of("error", Map.of()));
                return null;
            }
            return new Upload(part);
        } catch (ServletException | IOException | RuntimeException e) {
            throw refusal(e);
        }
    }

    private static Failure refusal(Exception failure) {
        // Where a form was not read to its end, nobody knows where the next request would begin.
        if (NoRoomException.isCauseOf(failure)) {
            LOG.warn("There is no room for an uploaded file", failure);
            return Failure.unavailable("There is no room for the uploaded file.")
                    .with("Connection", "close");
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpException http && http.getCode() == 413) {
                return BodyReader.tooLarge();
            }
        }
        return Failure.of(400, "There was an error parsing the body").with("Connection", "close");
    }
}
