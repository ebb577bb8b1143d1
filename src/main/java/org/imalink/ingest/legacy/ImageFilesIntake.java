package org.imalink.ingest.legacy;

import org.imalink.library.AdoptedRows;
import org.imalink.library.FileFormat;
import org.jspecify.annotations.Nullable;

/** Takes image files, with what clients noted about them. */
final class ImageFilesIntake {
    private static final String TABLE = LegacyTables.IMAGE_FILES;

    private final Ledger ledger;
    private final PhotosIntake photos;

    /** @param photos that were read before */
    ImageFilesIntake(Ledger ledger, PhotosIntake photos) {
        this.ledger = ledger;
        this.photos = photos;
    }

    void read() {
        var ids = ledger.ids(TABLE);
        var batch = new Ledger.Batch<AdoptedRows.File>(rows -> ledger.write(tx -> AdoptedRows.addFiles(tx, rows)));
        ledger.forEach(TABLE, query(), row -> {
            var photo = row.raw("adopt_photo");
            if (!ids.accept(row)
                    || row.refuse(row.lacks("photo_hothash"), "It belongs to no photo.")
                    || row.refuse(photo == null, "The photo it belongs to is missing.")
                    || row.refuse(photos.isSetAside(photo), "The photo it belongs to was set aside.")
                    || row.refuse(row.lacks("filename"), "It has no file name.")
                    || !(photo instanceof Long photoId)) {
                return;
            }
            batch.add(file(row, ids.last(), photoId));
            ledger.take(TABLE, row);
        });
        batch.flush();
    }

    /** A file's own preview comes along only where it is not its photo's. */
    private String query() {
        var preview = ledger.source().has(TABLE, "hotpreview") ? """
                  iif(f.rowid is not x.file and f.hotpreview is not
                    (select g.hotpreview from main.image_files g where g.rowid = x.file), f.hotpreview, null) as hotpreview,
                  f.hotpreview is null and x.file is not null as adopt_no_preview""" : "null as hotpreview, 0 as adopt_no_preview";
        var session = ledger.source().has(LegacyTables.PHOTOS, "import_session_id") ? "p.import_session_id" : "null";
        return "select f.rowid as adopt_rowid, a.photo as adopt_photo, %s, %s as adopt_photo_session, %s"
                        .formatted(preview, session, ledger.columns(TABLE, "f", "hotpreview"))
                + """
                 from main.image_files as f not indexed left join temp.adopt_photos a on a.hothash = f.photo_hothash
                left join temp.adopt_first x on x.photo = a.photo left join main.photos p on p.rowid = a.photo
                order by f.rowid""";
    }

    private AdoptedRows.File file(LegacyRow row, long id, long photoId) {
        tellPreview(row);
        row.take("photo_hothash", row.raw("photo_hothash"));
        var filename = row.textThere("filename");
        row.take("is_raw", FileFormat.ofName(filename) == FileFormat.RAW);
        return new AdoptedRows.File(
                id,
                photoId,
                filename,
                row.whole("file_size", Long.MIN_VALUE, Long.MAX_VALUE),
                row.text("perceptual_hash"),
                session(row),
                row.moment("imported_time"),
                exif(row),
                row.json("imported_info"),
                row.json("local_storage_info"),
                row.json("cloud_storage_info"),
                row.moment("created_at", "updated_at", "imported_time"),
                row.moment("updated_at", "created_at", "imported_time"));
    }

    private static void tellPreview(LegacyRow row) {
        if (row.raw("hotpreview") != null) {
            row.setAside(
                    "hotpreview",
                    row.raw("hotpreview") instanceof byte[] bytes && bytes.length > 0
                            ? "It differs from the photo's preview, which is that of its first file."
                            : "It is no preview.");
        } else if (Long.valueOf(1).equals(row.raw("adopt_no_preview"))) {
            row.setAside("hotpreview", "It is missing; the photo's preview is shown.");
        }
    }

    /** Older databases say it of the photo instead. */
    private @Nullable Long session(LegacyRow row) {
        var column = row.raw("import_session_id") == null ? "adopt_photo_session" : "import_session_id";
        return row.take("import_session_id", ledger.reference(row, column, LegacyTables.IMPORT_SESSIONS));
    }

    /** Older databases have the bytes of the EXIF block; only where they are JSON can they be taken. */
    private static @Nullable String exif(LegacyRow row) {
        var exif = row.json("exif_dict");
        if (exif != null || row.raw("exif_data") == null) {
            return exif;
        }
        if (row.isJsonObject("exif_data")) {
            return row.take("exif_dict", row.json("exif_data"));
        }
        row.setAside("exif_data", "It is the raw EXIF block, which this server has no place for.");
        return null;
    }
}
