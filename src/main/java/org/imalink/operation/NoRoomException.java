package org.imalink.operation;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Nothing can be written to the data directory now: its disk is full, over its quota or read-only. It says nothing about what
 * was to be written; there may be room again later. The message is for people.
 */
public final class NoRoomException extends IOException {
    private static final long serialVersionUID = 1;

    /** What operating systems and libvips say. */
    private static final List<String> WORDS =
            List.of("No space left on device", "Disk quota exceeded", "Read-only file system");

    public NoRoomException(@Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Whether this is what a failure comes from. */
    public static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoRoomException || cause instanceof IOException && isSaidIn(cause.getMessage())) {
                return true;
            }
        }
        return false;
    }

    /** Whether a program or the operating system says so. */
    public static boolean isSaidIn(@Nullable String message) {
        return message != null && WORDS.stream().anyMatch(message::contains);
    }
}
