package org.imalink.operation;

import static org.imalink.database.schema.Tables.FILE_PLACES;
import static org.imalink.database.schema.Tables.LIBRARY_ROOTS;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Whether originals lie where rows say. They belong to the person, so that what is found here is never a loss of ours. */
final class PlaceCheck {
    private static final int ROWS_AT_ONCE = 500;

    /** File systems keep times more or less exactly: FAT to two seconds. */
    private static final Duration SAME_TIME = Duration.ofSeconds(2);

    private final DSLContext tx;
    private final Map<Long, String> roots = new HashMap<>();

    PlaceCheck(DSLContext tx) {
        this.tx = tx;
    }

    void run(Progress progress, List<Finding> findings) {
        for (var root : tx.selectFrom(LIBRARY_ROOTS).orderBy(LIBRARY_ROOTS.ID)) {
            if (Files.isDirectory(path(root.getPath()))) {
                roots.put(root.getId(), root.getPath());
            } else {
                findings.add(Finding.notice(
                        "root_missing",
                        "library_roots",
                        String.valueOf(root.getId()),
                        "The folder %s is not there.".formatted(path(root.getPath())),
                        "Connect the disk it is on; until then its originals cannot be opened."));
            }
        }
        checkPlaces(progress, findings);
    }

    private void checkPlaces(Progress progress, List<Finding> findings) {
        long total = tx.fetchCount(FILE_PLACES);
        long done = 0;
        try (var rows = tx.selectFrom(FILE_PLACES).fetchSize(ROWS_AT_ONCE).fetchLazy()) {
            for (var row : rows) {
                var root = roots.get(row.getRootId());
                var finding = root == null
                        ? null
                        : finding(
                                row.getId(),
                                path(root.equals("/") ? "/" + row.getPath() : root + "/" + row.getPath()),
                                row.getFileSize(),
                                row.getModifiedAt(),
                                row.getMissedAt());
                if (finding != null) {
                    findings.add(finding);
                }
                progress.report("Looking at originals", ++done, total);
            }
        }
    }

    private static @Nullable Finding finding(
            long id, Path file, long size, LocalDateTime modified, @Nullable LocalDateTime missingSince) {
        try {
            var found = Files.readAttributes(file, BasicFileAttributes.class);
            var difference = Duration.between(
                    modified, LocalDateTime.ofInstant(found.lastModifiedTime().toInstant(), ZoneOffset.UTC));
            if (found.size() != size || difference.abs().compareTo(SAME_TIME) > 0) {
                return Finding.notice(
                        "original_changed",
                        "file_places",
                        String.valueOf(id),
                        "The file %s was changed since it was imported.".formatted(file),
                        "Import its folder again, and the library takes it as it is now.");
            }
            return null;
        } catch (NoSuchFileException e) {
            return Finding.notice(
                    "original_missing",
                    "file_places",
                    String.valueOf(id),
                    missingSince == null
                            ? "The file %s is not there.".formatted(file)
                            : "The file %s is not there; it was missed first on %s."
                                    .formatted(file, missingSince.toLocalDate()),
                    "Bring it back, or import the folder it was moved to; the photo stays in the library.");
        } catch (IOException e) {
            return Finding.notice(
                    "original_unreadable",
                    "file_places",
                    String.valueOf(id),
                    "The file %s cannot be read: %s.".formatted(file, e.getMessage()),
                    "See that the user who runs the server may read it.");
        }
    }

    /** Paths are written down as percent-encoded bytes. */
    private static Path path(String encoded) {
        return Path.of(URI.create("file://" + encoded));
    }
}
