package org.imalink.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import org.imalink.database.Engine;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a backup holds, written beside it as {@code <name>.manifest.json}.
 *
 * @param digest of the content, see {@link ContentDigest}
 * @param rows how many rows each table has
 * @param fileSha256 of the backup's bytes; null in backups of before it was written down for both engines
 */
public record BackupManifest(
        String name,
        Engine engine,
        Instant createdAt,
        String serverVersion,
        int product,
        int tenancy,
        String digest,
        SortedMap<String, Long> rows,
        long fileSize,
        @Nullable String fileSha256,
        String notInside) {

    /** What a backup leaves out, for people. */
    static final String NOT_INSIDE =
            "Originals and coldpreviews are files and not part of this backup; coldpreviews are made again from the originals.";

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    static Path beside(Path backup) {
        return backup.resolveSibling(backup.getFileName() + ".manifest.json");
    }

    void write(Path backup) throws IOException {
        OwnerOnly.write(beside(backup), JSON.writeValueAsString(this) + "\n");
    }

    /** Empty when there is none. */
    static Optional<BackupManifest> read(Path backup) throws IOException {
        var file = beside(backup);
        try {
            return Optional.of(JSON.readValue(Files.readString(file), BackupManifest.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JacksonException e) {
            throw new RefusedException("The manifest %s cannot be read: %s".formatted(file, e.getOriginalMessage()), e);
        }
    }
}
