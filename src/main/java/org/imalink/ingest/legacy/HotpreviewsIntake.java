package org.imalink.ingest.legacy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.imalink.preview.Hotpreviews;

/** Takes the preview of each photo: that of the first of its files which has one. */
final class HotpreviewsIntake {
    private static final String TABLE = LegacyTables.HOTPREVIEWS;
    private static final long BYTES_AT_ONCE = 8_000_000;

    /** Far beyond any preview; clients get it whole in a page of photos. */
    private static final int LARGEST = 16_000_000;

    private final Ledger ledger;
    private final PhotosIntake photos;
    private final Map<String, byte[]> waiting = new LinkedHashMap<>();
    private long bytesWaiting;

    /** @param photos that were read before */
    HotpreviewsIntake(Ledger ledger, PhotosIntake photos) {
        this.ledger = ledger;
        this.photos = photos;
    }

    void read() {
        if (!ledger.source().has(LegacyTables.IMAGE_FILES, "hotpreview")) {
            return;
        }
        ledger.source().forEach("""
                select x.photo as adopt_photo, p.hothash, g.rowid as image_file_id, length(g.hotpreview) as length,
                iif(length(g.hotpreview) <= %d, g.hotpreview, null) as hotpreview
                from temp.adopt_first x join main.photos p on p.rowid = x.photo
                join main.image_files g on g.rowid = x.file order by x.photo""".formatted(LARGEST), this::read);
        keep();
    }

    private void read(LegacyDatabase.Values values) {
        ledger.countRead(TABLE);
        var hothash = String.valueOf(values.values().get("hothash"));
        var row = new LegacyRow(TABLE, hothash, values, ledger.leftBehind());
        if (row.refuse(photos.isSetAside(row.raw("adopt_photo")), "The photo it belongs to was set aside.")
                || row.refuse(row.lacks("hotpreview"), "It is larger than any preview.")
                || !(row.raw("hotpreview") instanceof byte[] preview)) {
            return;
        }
        if (!Hotpreviews.hothash(preview).equals(hothash)) {
            row.setAside(
                    "hothash", "The preview is not the one that the photo's hothash names; it is taken all the same.");
        }
        ledger.sums().add(TABLE, hothash, preview);
        ledger.countTaken(TABLE);
        waiting.put(hothash, preview);
        bytesWaiting += preview.length;
        if (waiting.size() >= Ledger.ROWS_AT_ONCE || bytesWaiting >= BYTES_AT_ONCE) {
            keep();
        }
    }

    private void keep() {
        ledger.write(tx -> Hotpreviews.keepAll(tx, waiting));
        waiting.clear();
        bytesWaiting = 0;
        ledger.report("Copying previews", ledger.taken(TABLE), ledger.taken(LegacyTables.PHOTOS));
    }
}
