package org.imalink.operation;

import static org.imalink.database.schema.Tables.HOTPREVIEWS;
import static org.imalink.database.schema.Tables.PHOTOS;

import java.util.HexFormat;
import java.util.List;
import org.jooq.DSLContext;

/** Whether every photo has its hotpreview, and every hotpreview is the one that its hothash names. */
final class HotpreviewCheck {
    private static final int ROWS_AT_ONCE = 500;
    private static final String ADVICE =
            "Restore the newest sound backup (imalink backup restore latest), or import the photo's original again.";

    private HotpreviewCheck() {}

    /** @return how many hotpreviews were read */
    static long run(DSLContext tx, Progress progress, List<Finding> findings) {
        tx.select(PHOTOS.ID, PHOTOS.HOTHASH)
                .from(PHOTOS)
                .leftAntiJoin(HOTPREVIEWS)
                .on(HOTPREVIEWS.HOTHASH.eq(PHOTOS.HOTHASH))
                .orderBy(PHOTOS.ID)
                .forEach(row -> findings.add(Finding.loss(
                        "hotpreview_missing",
                        "photos",
                        String.valueOf(row.value1()),
                        "The photo " + row.value2() + " has no hotpreview.",
                        ADVICE)));
        tx.select(HOTPREVIEWS.HOTHASH)
                .from(HOTPREVIEWS)
                .leftAntiJoin(PHOTOS)
                .on(PHOTOS.HOTHASH.eq(HOTPREVIEWS.HOTHASH))
                .orderBy(HOTPREVIEWS.HOTHASH)
                .forEach(row -> findings.add(Finding.notice(
                        "hotpreview_unused",
                        "hotpreviews",
                        row.value1(),
                        "No photo uses this hotpreview.",
                        "Nothing: it only takes a few kilobytes.")));
        return read(tx, progress, findings);
    }

    private static long read(DSLContext tx, Progress progress, List<Finding> findings) {
        long total = tx.fetchCount(HOTPREVIEWS);
        long done = 0;
        var digest = ContentDigest.sha256();
        try (var rows = tx.select(HOTPREVIEWS.HOTHASH, HOTPREVIEWS.JPEG)
                .from(HOTPREVIEWS)
                .fetchSize(ROWS_AT_ONCE)
                .fetchLazy()) {
            for (var row : rows) {
                if (!HexFormat.of().formatHex(digest.digest(row.value2())).equals(row.value1())) {
                    findings.add(Finding.loss(
                            "hotpreview_damaged",
                            "hotpreviews",
                            row.value1(),
                            "The hotpreview is not the one that its hothash names.",
                            ADVICE));
                }
                progress.report("Reading hotpreviews", ++done, total);
            }
        }
        return done;
    }
}
