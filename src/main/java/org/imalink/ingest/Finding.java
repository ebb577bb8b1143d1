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
     * @param picture empty when the library had the original with all that it tells, or does not want it back
     */
    record Original(String path, long fileSize, LocalDateTime modifiedAt, String sha256, Optional<Picture> picture)
            implements Finding {
        /** Whether it tells something of itself that could not be read. */
        boolean isUnread() {
            return switch (picture.orElse(null)) {
                case Picture.Shown shown -> shown.told().isEmpty();
                case Picture.Known known -> known.told().isEmpty();
                case Picture.Refused _ -> false;
                case null -> false;
            };
        }
    }

    /** What became of reading an original. */
    sealed interface Picture {
        /**
         * @param told what it tells of itself; empty when that could not be read
         * @param perceptualHash 16 hex digits
         */
        record Shown(
                Rendered rendering,
                byte[] hotpreview,
                Optional<ImageMetadata> told,
                @Nullable String perceptualHash) implements Picture {
            ImageMetadata metadata() {
                return told.orElse(ImageMetadata.NONE);
            }
        }

        /**
         * One that the library has, without anything that it tells of itself.
         *
         * @param told what it tells; empty when that could not be read
         */
        record Known(Optional<ImageMetadata> told) implements Picture {}

        record Refused(ImportReason reason, String detail) implements Picture {}
    }
}
