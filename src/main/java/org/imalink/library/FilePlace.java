package org.imalink.library;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Where an image file lay when the server last read it there.
 *
 * @param root the registered folder, absolute, as {@link EncodedPath} writes it
 * @param path below the root, as {@link EncodedPath} writes it
 * @param fileSize bytes
 * @param modifiedAt UTC, to the microsecond
 * @param missingSince when a scan first missed the file there, in UTC; null while it is there
 */
public record FilePlace(
        long id,
        long imageFileId,
        String root,
        String path,
        long fileSize,
        LocalDateTime modifiedAt,
        @Nullable LocalDateTime missingSince) {}
