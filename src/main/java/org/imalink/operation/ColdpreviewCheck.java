package org.imalink.operation;

import static org.imalink.database.schema.Tables.COLDPREVIEWS;
import static org.imalink.database.schema.Tables.NEEDED_PREVIEWS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.imalink.database.Database;
import org.imalink.database.schema.tables.records.ColdpreviewsRecord;
import org.imalink.operation.LibraryCheck.Depth;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Whether the coldpreviews that rows tell of are there as files. */
final class ColdpreviewCheck {
    private static final String SUFFIX = ".jpg";
    private static final String ADVICE =
            "Nothing where the original is at hand: delete the photo's coldpreview, and it is made again at the next look.";

    private final Database database;
    private final DataDirectory directory;
    private final Depth depth;

    ColdpreviewCheck(Database database, DataDirectory directory, Depth depth) {
        this.database = database;
        this.directory = directory;
        this.depth = depth;
    }

    /** @return how many coldpreviews were looked at */
    long run(DSLContext tx, Progress progress, List<Finding> findings) {
        tx.select(NEEDED_PREVIEWS.ORIGIN, NEEDED_PREVIEWS.PHOTO_ID, NEEDED_PREVIEWS.HOTHASH)
                .from(NEEDED_PREVIEWS)
                .leftAntiJoin(COLDPREVIEWS)
                .on(COLDPREVIEWS.SHA256.eq(NEEDED_PREVIEWS.COLDPREVIEW_SHA256))
                .where(NEEDED_PREVIEWS.COLDPREVIEW_SHA256.isNotNull())
                .orderBy(NEEDED_PREVIEWS.PHOTO_ID)
                .forEach(row -> findings.add(Finding.loss(
                        "coldpreview_unknown",
                        row.value1(),
                        String.valueOf(row.value2()),
                        "The photo " + row.value3() + " names a coldpreview that no row tells of.",
                        ADVICE)));
        var began = Instant.now();
        var known = new HashSet<String>();
        var rows = tx.selectFrom(COLDPREVIEWS).orderBy(COLDPREVIEWS.SHA256).fetch();
        for (var row : rows) {
            known.add(row.getSha256());
            var problem = problem(row);
            if (problem != null && isStillThere(row.getSha256())) {
                findings.add(Finding.loss("coldpreview_lost", "coldpreviews", row.getSha256(), problem, ADVICE));
            }
            progress.report("Looking at coldpreviews", known.size(), rows.size());
        }
        findUnknownFiles(known, began, findings);
        return rows.size();
    }

    private @Nullable String problem(ColdpreviewsRecord row) {
        var file = directory.coldpreview(row.getSha256());
        try {
            if (!Files.isRegularFile(file)) {
                return "The file " + file + " is missing.";
            }
            long size = Files.size(file);
            if (size != row.getFileSize()) {
                return "The file %s has %d bytes instead of %d.".formatted(file, size, row.getFileSize());
            }
            return depth == Depth.DEEP && !Sha256.of(file).equals(row.getSha256())
                    ? "The bytes of " + file + " are not those that its name stands for."
                    : null;
        } catch (IOException e) {
            return "The file %s cannot be read: %s.".formatted(file, e.getMessage());
        }
    }

    /** A coldpreview may have been replaced since the check's snapshot, and its file taken away. */
    private boolean isStillThere(String sha256) {
        return database.read(tx -> tx.fetchExists(COLDPREVIEWS, COLDPREVIEWS.SHA256.eq(sha256)));
    }

    private void findUnknownFiles(Set<String> known, Instant began, List<Finding> findings) {
        try (var files = Files.walk(directory.coldpreviews())) {
            files.filter(file -> isUnknown(file, known, began))
                    .map(file -> Finding.notice(
                            "coldpreview_unused",
                            "coldpreviews",
                            String.valueOf(file.getFileName()),
                            "No row tells of the file " + file + ".",
                            "Delete the file, if the space matters."))
                    .forEach(findings::add);
        } catch (IOException | UncheckedIOException e) {
            findings.add(Finding.loss(
                    "coldpreviews_unreadable",
                    "coldpreviews",
                    "",
                    "The folder %s cannot be read: %s.".formatted(directory.coldpreviews(), e.getMessage()),
                    "See that the user who runs the server may read it."));
        }
    }

    /** Files are written before their rows, so a young one may belong to a row that is on its way. */
    private static boolean isUnknown(Path file, Set<String> known, Instant began) {
        var name = String.valueOf(file.getFileName());
        if (!name.endsWith(SUFFIX) || known.contains(name.substring(0, name.length() - SUFFIX.length()))) {
            return false;
        }
        try {
            var modified = Files.getLastModifiedTime(file);
            return modified.compareTo(FileTime.from(began.minusSeconds(60))) < 0;
        } catch (IOException e) {
            return false; // taken away meanwhile
        }
    }
}
