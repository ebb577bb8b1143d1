package org.imalink.operation;

import org.jspecify.annotations.Nullable;

/**
 * What was asked for is not done, on purpose, and nothing was changed. The message is for the person: the reason, and the
 * way out.
 */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RefusedException(String message) {
        this(message, null);
    }

    public RefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
