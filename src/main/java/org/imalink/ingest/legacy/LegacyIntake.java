package org.imalink.ingest.legacy;

import org.imalink.library.AdoptedRows;
import org.imalink.preview.Coldpreviews;

/**
 * Reads the old database from its first row to its last: every row is either taken, into the new library when the ledger has
 * a transaction to write in, or set aside with a reason. Reads a row at a time and writes some hundreds.
 */
final class LegacyIntake {
    private final Ledger ledger;
    private final PhotosIntake photos;

    LegacyIntake(Ledger ledger, LegacyColdpreviews coldpreviews, Coldpreviews store) {
        this.ledger = ledger;
        this.photos = new PhotosIntake(ledger, coldpreviews, store);
    }

    void run() {
        prepare(ledger.source());
        var small = new SmallTablesIntake(ledger);
        small.readAuthors();
        small.readStorages();
        small.readSessions();
        photos.read();
        new ImageFilesIntake(ledger, photos).read();
        new HotpreviewsIntake(ledger, photos).read();
        ledger.unknownTables().forEach(ledger::setAside);
        ledger.write(tx -> AdoptedRows.continueIds(
                tx,
                ledger.lastId(LegacyTables.AUTHORS),
                ledger.lastId(LegacyTables.FILE_STORAGES),
                ledger.lastId(LegacyTables.IMPORT_SESSIONS),
                ledger.lastId(LegacyTables.PHOTOS),
                ledger.lastId(LegacyTables.IMAGE_FILES)));
        ledger.write(AdoptedRows::index);
    }

    /** How many photos were taken without a preview. */
    long photosWithoutPreview() {
        return photos.withoutPreview();
    }

    /** Which photo a hothash names, and which of a photo's files is the first that has a preview. */
    private static void prepare(LegacyDatabase source) {
        source.prepare("create temp table adopt_photos (hothash text primary key, photo integer) without rowid");
        source.prepare("""
                insert into temp.adopt_photos select hothash, min(rowid) from main.photos not indexed
                where typeof(hothash) = 'text' group by hothash collate binary""");
        source.prepare("create temp table adopt_first (photo integer primary key, file integer, files integer)");
        source.prepare("""
                insert into temp.adopt_first select a.photo, %s, count(*) from main.image_files f not indexed
                join temp.adopt_photos a on a.hothash = f.photo_hothash group by a.photo""".formatted(
                        source.has(LegacyTables.IMAGE_FILES, "hotpreview")
                                ? "min(iif(typeof(f.hotpreview) = 'blob' and length(f.hotpreview) > 0, f.rowid, null))"
                                : "null"));
    }
}
