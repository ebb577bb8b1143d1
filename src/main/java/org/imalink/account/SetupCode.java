package org.imalink.account;

import java.nio.file.Path;
import org.imalink.operation.RefusedException;

/**
 * The one-time code for the first admin, new at each start of a server without one; printed on its terminal and kept in a
 * file that only its owner can read. Thread-safe.
 */
public final class SetupCode {
    private SetupCode() {}

    /**
     * Makes a new code and writes it to the file.
     *
     * @throws RefusedException when the file cannot be written
     */
    public static SetupCode create(Path file) {
        throw new UnsupportedOperationException();
    }

    /** Where there is an admin: no code is right, and the file of an earlier start is deleted. */
    public static SetupCode none(Path file) {
        throw new UnsupportedOperationException();
    }

    /** As people read it; meaningless once there is an admin. */
    public String text() {
        throw new UnsupportedOperationException();
    }

    /** Whether this is the code, as people type it, and still good. Takes the same time always. */
    public boolean matches(String typed) {
        throw new UnsupportedOperationException();
    }

    /** Without the code, so that it cannot slip into a log. */
    @Override
    public String toString() {
        return "SetupCode";
    }
}
