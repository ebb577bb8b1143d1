package org.imalink.cli;

import org.jspecify.annotations.Nullable;

/** A setting has a value that makes no sense; the message names the setting and says what would. */
final class InvalidSettingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidSettingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
