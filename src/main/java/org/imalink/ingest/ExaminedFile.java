package org.imalink.ingest;

import java.nio.file.Path;
import java.time.LocalDateTime;
import org.imalink.preview.ImageFormat;
import org.jspecify.annotations.Nullable;

/** What a look into a file found. Paths are below the root, encoded. */
sealed interface ExaminedFile {
    String path();

    /** Nothing that is taken. */
    record Refused(
            String path, ImportReason reason, @Nullable String detail) implements ExaminedFile {}

    /** An XMP file beside a picture, copied likewise. */
    record Sidecar(String path, Path workingCopy) implements ExaminedFile {}

    /**
     * A picture, copied byte by byte to where nobody changes it.
     *
     * @param fileSize bytes
     * @param modifiedAt UTC, to the microsecond
     * @param sha256 of the copy, lower-case hex
     */
    record Original(
            String path, long fileSize, LocalDateTime modifiedAt, String sha256, ImageFormat format, Path workingCopy)
            implements ExaminedFile {}
}
