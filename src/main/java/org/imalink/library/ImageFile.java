package org.imalink.library;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One physical file of a photo.
 *
 * @param photoHothash names the photo
 * @param fileSize bytes
 * @param hasHotpreview whether its photo has one; files that were adopted may lack it
 * @param importedAt UTC
 * @param importedInfo JSON as it was sent; so are the other two
 * @param createdAt UTC
 */
public record ImageFile(
        long id,
        String photoHothash,
        String filename,
        @Nullable Long fileSize,
        boolean raw,
        boolean hasHotpreview,
        @Nullable String perceptualHash,
        @Nullable Long importSessionId,
        @Nullable LocalDateTime importedAt,
        @Nullable String importedInfo,
        @Nullable String localStorageInfo,
        @Nullable String cloudStorageInfo,
        LocalDateTime createdAt) {}
