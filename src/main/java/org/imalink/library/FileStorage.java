package org.imalink.library;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A place on disk where originals lie.
 *
 * @param storageUuid names it in URLs
 * @param directoryName {@code imalink_YYYYMMDD_HHMMSS_<first 8 of the uuid>}
 * @param basePath as a client sent it; the server opens nothing there because of it
 */
public record FileStorage(
        long id,
        String storageUuid,
        String directoryName,
        String basePath,
        @Nullable String displayName,
        @Nullable String description,
        LocalDateTime createdAt,
        LocalDateTime updatedAt) {

    /** The directory below its base path. */
    public String fullPath() {
        if (basePath.isEmpty()) {
            return directoryName;
        }
        return basePath.endsWith("/") ? basePath + directoryName : basePath + "/" + directoryName;
    }
}
