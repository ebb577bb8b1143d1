package org.imalink.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The code by which a person or a command proves to have the machine: new at each start of the server. Immutable.
 */
public final class OperatorCode {
    private final OneTimeCode code;

    private OperatorCode(OneTimeCode code) {
        this.code = code;
    }

    /**
     * Makes a new code and writes it to a file that only its owner can read.
     *
     * @throws RefusedException when the file cannot be written
     */
    public static OperatorCode create(Path file) {
        var code = OneTimeCode.draw();
        try {
            OwnerOnly.write(file, code.text() + "\n");
        } catch (IOException e) {
            throw new RefusedException("The operator's code cannot be written to " + file + ": " + e.getMessage(), e);
        }
        return new OperatorCode(code);
    }

    /**
     * The code that the running server wrote; empty when there is none.
     *
     * @throws RefusedException when it is there and this user may not read it
     */
    public static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new RefusedException(
                    "The operator's code in " + file + " cannot be read. Run this as the user who runs the server.", e);
        }
    }

    /** Whether this is the code, as people type it: in any case, with any dashes and spaces. Takes the same time always. */
    public boolean matches(String typed) {
        return code.matches(typed);
    }

    /** As people read it: {@code 7KQM-3X9D-0AVB-N2TC}. */
    public String text() {
        return code.text();
    }

    /** Without the code, so that it cannot slip into a log. */
    @Override
    public String toString() {
        return "OperatorCode";
    }
}
