package org.imalink.library;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Who took photos; not a user of the server. */
public record Author(
        long id,
        String name,
        @Nullable String email,
        @Nullable String bio,
        LocalDateTime createdAt) {}
