package org.imalink.account;

import org.jspecify.annotations.Nullable;

/** What is to be different about an account; null leaves it as it is. Immutable. */
public record UserChange(
        @Nullable Boolean isActive,
        @Nullable Role role,
        @Nullable Boolean mayImport) {}
