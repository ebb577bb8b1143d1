package org.imalink.operation;

import org.jspecify.annotations.Nullable;

/** A backup could not be made, read or restored; the library is as it was. The message is for the person. */
public final class BackupFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BackupFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
