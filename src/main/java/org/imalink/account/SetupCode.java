package org.imalink.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.imalink.operation.OneTimeCode;
import org.imalink.operation.OwnerOnly;
import org.imalink.operation.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one-time code for the first admin, new at each start of a server without one; printed on its terminal and kept in a
 * file that only its owner can read. Thread-safe.
 */
public final class SetupCode {
    private static final Logger LOG = LoggerFactory.getLogger(SetupCode.class);

    private final Path file;
    private final OneTimeCode code = OneTimeCode.draw();
    private volatile boolean isGood;

    private SetupCode(Path file, boolean isGood) {
        this.file = file;
        this.isGood = isGood;
    }

    /**
     * Makes a new code and writes it to the file.
     *
     * @throws RefusedException when the file cannot be written
     */
    public static SetupCode create(Path file) {
        var setup = new SetupCode(file, true);
        try {
            OwnerOnly.write(file, setup.text() + "\n");
        } catch (IOException e) {
            throw new RefusedException(
                    "The code for the first admin cannot be written to %s: %s".formatted(file, e.getMessage()), e);
        }
        return setup;
    }

    /**
     * Where there is an admin: no code is right, and the file of an earlier start is deleted.
     *
     * @throws RefusedException when the file cannot be deleted
     */
    public static SetupCode none(Path file) {
        var setup = new SetupCode(file, false);
        setup.deleteFile();
        return setup;
    }

    /** As people read it; meaningless once there is an admin. */
    public String text() {
        return code.text();
    }

    /** Whether this is the code, as people type it, and still good. Takes the same time always. */
    public boolean matches(String typed) {
        return code.matches(typed) && isGood;
    }

    /** Makes it worth nothing; called when an admin is there, so that the database refuses it already. */
    void useUp() {
        if (isGood) {
            isGood = false;
            try {
                deleteFile();
            } catch (RefusedException e) {
                LOG.warn(e.getMessage());
            }
        }
    }

    private void deleteFile() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new RefusedException(
                    "The used code for the first admin cannot be deleted from %s; it is worth nothing now. Delete the file: %s"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    /** Without the code, so that it cannot slip into a log. */
    @Override
    public String toString() {
        return "SetupCode";
    }
}
