package org.imalink.ingest;

import java.time.LocalDateTime;
import java.util.Optional;
import org.imalink.preview.Rendering.Rendered;
import org.jspecify.annotations.Nullable;

/** What an import found at one path, ready to be written down. Paths are below the root, encoded. */
sealed interface Finding {
    String path();

    /** Nothing that changes the library. */
    record Told(String path, ImportReason reason, @Nullable String detail) implements Finding {}

    /** What an XMP file says of the picture beside it. */
    record Sidecar(String path, ImageMetadata metadata) implements Finding {}

    /**
     * An original.
     *
     * @param fileSize bytes
     * @param modifiedAt UTC, to the microsecond
     * @param sha256 lower-case hex
     * @param picture empty when the library had the original, or does not want it back
     */
    record Original(String path, long fileSize, LocalDateTime modifiedAt, String sha256, Optional<Picture> picture)
            implements Finding {}

    /** What became of reading an original. */
    sealed interface Picture {
        /**
         * @param perceptualHash 16 hex digits
         */
        record Shown(
                Rendered rendering,
                byte[] hotpreview,
                ImageMetadata metadata,
                @Nullable String perceptualHash) implements Picture {}

        record Refused(ImportReason reason, String detail) implements Picture {}
    }
}
