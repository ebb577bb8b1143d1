package org.imalink.database;

import org.jspecify.annotations.Nullable;

/** The schema cannot be used or moved; the message says which version to start. The database is as it was. */
public final class SchemaException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SchemaException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
