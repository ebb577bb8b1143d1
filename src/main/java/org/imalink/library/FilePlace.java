package org.imalink.library;

import java.time.LocalDateTime;

/**
 * Where an image file lay when the server last read it there.
 *
 * @param root the registered folder, absolute, as {@link EncodedPath} writes it
 * @param path below the root, as {@link EncodedPath} writes it
 * @param fileSize bytes
 * @param modifiedAt UTC, to the microsecond
 */
public record FilePlace(long imageFileId, String root, String path, long fileSize, LocalDateTime modifiedAt) {}
