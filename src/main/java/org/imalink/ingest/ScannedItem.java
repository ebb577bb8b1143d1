package org.imalink.ingest;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Something that the scan of a folder met. Paths are below the root, encoded; empty for the root itself. */
sealed interface ScannedItem {
    String path();

    /**
     * A regular file.
     *
     * @param fileSize bytes
     * @param modifiedAt UTC, to the microsecond
     */
    record FoundFile(String path, long fileSize, LocalDateTime modifiedAt) implements ScannedItem {}

    /** What the import does not look into. */
    record PassedOver(
            String path, ImportReason reason, @Nullable String detail) implements ScannedItem {}
}
