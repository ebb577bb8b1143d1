package org.imalink.operation;

import static org.imalink.database.schema.Tables.FILE_PLACES;
import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.PHOTOS;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.imalink.database.Database;
import org.jooq.DSLContext;

/**
 * Checks a library in one snapshot, while it may be in use: the database in itself, previews against rows, rows against
 * files. Changes nothing.
 */
public final class LibraryCheck {
    private final Database database;
    private final DataDirectory directory;
    private final RowCheck[] others;

    /** @param others what the rooms above this one check of their rows */
    public LibraryCheck(Database database, DataDirectory directory, RowCheck... others) {
        this.database = database;
        this.directory = directory;
        this.others = others.clone();
    }

    /** How much is read. */
    public enum Depth {
        /** Every hotpreview; of coldpreviews and originals only size and time. */
        USUAL,
        /** Every byte of the coldpreviews too. */
        DEEP
    }

    public CheckReport run(Depth depth, Progress progress) {
        var findings = new ArrayList<Finding>();
        var checked = database.read(tx -> {
            progress.report("Checking the database", 0, 0);
            findings.addAll(DatabaseIntegrity.findings(tx, database.engine()));
            findings.addAll(JobCounts.findings(tx));
            var counts = counts(tx);
            counts.put("hotpreviews", HotpreviewCheck.run(tx, progress, findings));
            counts.put("coldpreviews", new ColdpreviewCheck(database, directory, depth).run(tx, progress, findings));
            new PlaceCheck(tx).run(progress, findings);
            for (var other : others) {
                other.run(tx, progress, findings);
            }
            return counts;
        });
        return new CheckReport(checked, sorted(findings));
    }

    private static SortedMap<String, Long> counts(DSLContext tx) {
        var counts = new TreeMap<String, Long>();
        counts.put("photos", (long) tx.fetchCount(PHOTOS));
        counts.put("image_files", (long) tx.fetchCount(IMAGE_FILES));
        counts.put("places", (long) tx.fetchCount(FILE_PLACES));
        return counts;
    }

    private static List<Finding> sorted(List<Finding> findings) {
        return findings.stream().sorted(Comparator.comparing(Finding::severity)).toList();
    }
}
