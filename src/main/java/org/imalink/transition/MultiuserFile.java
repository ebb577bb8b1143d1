package org.imalink.transition;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.imalink.operation.Durable;
import org.imalink.operation.OwnerOnly;
import org.imalink.operation.Sha256;

/** The file {@code config/multiuser.json}: the operator's wish, and after each transition what is. */
final class MultiuserFile {
    /** Far more than three words and their values take. */
    private static final int LONGEST_BYTES = 64 << 10;

    private final Path file;

    MultiuserFile(Path file) {
        this.file = file;
    }

    /** Its text; empty when it is missing, far too long, or cannot be read. */
    Optional<String> read() {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(LONGEST_BYTES + 1);
            return bytes.length > LONGEST_BYTES ? Optional.empty() : Optional.of(new String(bytes, UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** By what a text is known again. */
    static String digest(String text) {
        return Sha256.of(text.getBytes(UTF_8));
    }

    /** Writes it whole or not at all, and so that it survives a power failure. */
    void write(String text) throws IOException {
        OwnerOnly.write(file, text);
    }

    /** Makes it what it was before. */
    void putBack(Optional<String> before) throws IOException {
        if (before.isPresent()) {
            write(before.get());
        } else if (Files.deleteIfExists(file)) {
            Durable.syncFolder(file);
        }
    }
}
