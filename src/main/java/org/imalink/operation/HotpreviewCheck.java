package org.imalink.operation;

import static org.imalink.database.schema.Tables.HOTPREVIEWS;
import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.NEEDED_PREVIEWS;
import static org.imalink.database.schema.Tables.PARKED_IMAGE_FILES;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.selectOne;

import java.util.HexFormat;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** Whether every photo has its hotpreview, and every hotpreview is the one that its hothash names. */
final class HotpreviewCheck {
    private static final int ROWS_AT_ONCE = 500;
    private static final String ADVICE =
            "Restore the newest sound backup (imalink backup restore latest), or import the photo's original again.";

    private HotpreviewCheck() {}

    /** @return how many hotpreviews were read */
    static long run(DSLContext tx, Progress progress, List<Finding> findings) {
        tx.select(NEEDED_PREVIEWS.ORIGIN, NEEDED_PREVIEWS.PHOTO_ID, NEEDED_PREVIEWS.HOTHASH, field(hasFiles()))
                .from(NEEDED_PREVIEWS)
                .leftAntiJoin(HOTPREVIEWS)
                .on(HOTPREVIEWS.HOTHASH.eq(NEEDED_PREVIEWS.HOTHASH))
                .orderBy(NEEDED_PREVIEWS.PHOTO_ID)
                .forEach(row -> findings.add(missing(row.value1(), row.value2(), row.value3(), row.value4())));
        tx.select(HOTPREVIEWS.HOTHASH)
                .from(HOTPREVIEWS)
                .leftAntiJoin(NEEDED_PREVIEWS)
                .on(NEEDED_PREVIEWS.HOTHASH.eq(HOTPREVIEWS.HOTHASH))
                .orderBy(HOTPREVIEWS.HOTHASH)
                .forEach(row -> findings.add(Finding.notice(
                        "hotpreview_unused",
                        "hotpreviews",
                        row.value1(),
                        "No photo uses this hotpreview.",
                        "Nothing: it only takes a few kilobytes.")));
        return read(tx, progress, findings);
    }

    /** Ids are never given twice, so that a photo has its files either here or there. */
    private static Condition hasFiles() {
        return exists(selectOne().from(IMAGE_FILES).where(IMAGE_FILES.PHOTO_ID.eq(NEEDED_PREVIEWS.PHOTO_ID)))
                .or(exists(selectOne()
                        .from(PARKED_IMAGE_FILES)
                        .where(PARKED_IMAGE_FILES.PHOTO_ID.eq(NEEDED_PREVIEWS.PHOTO_ID))));
    }

    /** The single-user server kept previews with the files: a photo that lost its files there came without. */
    private static Finding missing(String table, long id, String hothash, boolean hasFiles) {
        return hasFiles
                ? Finding.loss(
                        "hotpreview_missing",
                        table,
                        String.valueOf(id),
                        "The photo " + hothash + " has no hotpreview.",
                        ADVICE)
                : Finding.notice(
                        "photo_bare",
                        table,
                        String.valueOf(id),
                        "The photo " + hothash + " has neither files nor a hotpreview.",
                        "Import its original again, or delete the photo.");
    }

    private static long read(DSLContext tx, Progress progress, List<Finding> findings) {
        long total = tx.fetchCount(HOTPREVIEWS);
        long done = 0;
        var digest = Sha256.digest();
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
