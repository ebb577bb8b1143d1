package org.imalink.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.imalink.operation.OwnerOnly;
import org.imalink.operation.RefusedException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Signing keys in a JSON file that only its owner can read. Thread-safe. */
final class KeyFile implements KeyStore {
    private final Path file;

    KeyFile(Path file) {
        this.file = file;
    }

    private record Line(
            @Nullable String key,
            @Nullable String created,
            @Nullable String retired) {}

    private record Content(@Nullable List<Line> keys) {}

    @Override
    public synchronized List<SigningKey> read() {
        try {
            var content = JsonMapper.shared().readValue(Files.readString(file), Content.class);
            return present(content.keys()).stream().map(KeyFile::key).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            // Without the parser's own words, which quote the file.
            throw new RefusedException(
                    "The signing keys in %s cannot be understood. Put the file of a backup there, or delete it: then everybody signs in again."
                            .formatted(file),
                    null);
        } catch (IOException e) {
            throw new RefusedException(
                    "The signing keys in %s cannot be read. Make its owner the user who runs the server."
                            .formatted(file),
                    e);
        }
    }

    private static SigningKey key(Line line) {
        return new SigningKey(
                present(line.key()),
                LocalDateTime.parse(present(line.created())),
                line.retired() == null ? null : LocalDateTime.parse(line.retired()));
    }

    private static <T> T present(@Nullable T part) {
        if (part == null) {
            throw new IllegalArgumentException("Something is missing");
        }
        return part;
    }

    @Override
    public synchronized List<SigningKey> readOrBegin(LocalDateTime now) {
        var keys = read();
        return keys.isEmpty() ? write(List.of(SigningKey.draw(now))) : keys;
    }

    @Override
    public synchronized List<SigningKey> rotate(LocalDateTime now, LocalDateTime forgotten) {
        var keys = new ArrayList<SigningKey>();
        keys.add(SigningKey.draw(now));
        for (var old : read()) {
            var retired = old.retired(now);
            if (retired.retiredAt() != null && !retired.retiredAt().isBefore(forgotten)) {
                keys.add(retired);
            }
        }
        return write(List.copyOf(keys));
    }

    private List<SigningKey> write(List<SigningKey> keys) {
        var lines = keys.stream()
                .map(key -> new Line(
                        key.base64(),
                        key.createdAt().toString(),
                        key.retiredAt() == null ? null : key.retiredAt().toString()))
                .toList();
        try {
            OwnerOnly.write(file, JsonMapper.shared().writeValueAsString(new Content(lines)) + "\n");
        } catch (IOException e) {
            throw new RefusedException(
                    "The signing keys cannot be written to %s: %s".formatted(file, e.getMessage()), e);
        }
        return keys;
    }
}
