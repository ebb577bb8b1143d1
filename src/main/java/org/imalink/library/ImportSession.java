package org.imalink.library;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One batch of imported image files.
 *
 * @param importedAt local time of the server, as the single-user contract has it
 * @param imagesCount image files in it
 */
public record ImportSession(
        long id,
        LocalDateTime importedAt,
        @Nullable String title,
        @Nullable String description,
        @Nullable Long defaultAuthorId,
        long imagesCount) {}
