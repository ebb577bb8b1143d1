package org.imalink.ingest.legacy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.imalink.library.AdoptedRows;
import org.imalink.library.FoldedText;
import org.imalink.preview.Coldpreviews;
import org.jspecify.annotations.Nullable;

/** Takes photos with their tags and coldpreviews. */
final class PhotosIntake {
    private static final String TABLE = LegacyTables.PHOTOS;
    private static final Pattern USABLE_HOTHASH = Pattern.compile("(?=.*[0-9A-Za-z])[0-9A-Za-z._~-]{1,255}");
    private static final double MOST_NORTH = 90;
    private static final double MOST_EAST = 180;

    private final Ledger ledger;
    private final LegacyColdpreviews coldpreviews;
    private final Coldpreviews store;
    private final Set<Long> setAside = new HashSet<>();
    private long withoutPreview;

    PhotosIntake(Ledger ledger, LegacyColdpreviews coldpreviews, Coldpreviews store) {
        this.ledger = ledger;
        this.coldpreviews = coldpreviews;
        this.store = store;
    }

    void read() {
        var batch = new Ledger.Batch<AdoptedRows.Photo>(this::add);
        ledger.forEach(TABLE, query(), row -> {
            long id = row.number();
            var hothash = row.raw("hothash") instanceof String text ? text : "";
            if (row.refuse(row.lacks("hothash"), "It has no hothash.")
                    || row.refuse(
                            !USABLE_HOTHASH.matcher(hothash).matches(), "Its hothash cannot be the name of a photo.")
                    || row.refuse(
                            !Long.valueOf(id).equals(row.raw("adopt_photo")), "Another photo has the same hothash.")
                    || row.refuse(id > Ledger.LARGEST_ID, "Its number leaves no room for those of new rows.")) {
                setAside.add(id);
                return;
            }
            batch.add(photo(row, id, row.take("hothash", hothash)));
            ledger.raise(TABLE, id);
            ledger.take(TABLE, row);
        });
        batch.flush();
    }

    /** Whether a photo, by its row number, was set aside. */
    boolean isSetAside(@Nullable Object number) {
        return number instanceof Long id && setAside.contains(id);
    }

    /** How many photos were taken without a preview, because no file of theirs had one. */
    long withoutPreview() {
        return withoutPreview;
    }

    private String query() {
        return "select p.rowid as adopt_rowid, a.photo as adopt_photo, x.files as adopt_files, x.file as adopt_first, "
                + ledger.columns(TABLE, "p") + """
                 from main.photos as p not indexed left join temp.adopt_photos a on a.hothash = p.hothash
                left join temp.adopt_first x on x.photo = p.rowid order by p.rowid""";
    }

    private AdoptedRows.Photo photo(LegacyRow row, long id, String hothash) {
        var title = row.text("title");
        var description = row.text("description");
        var tags = row.tags("tags");
        row.take("search_text", FoldedText.ofPhoto(title, description, tags));
        for (int position = 0; position < tags.size(); position++) {
            var tag = tags.get(position);
            ledger.sums().add(TABLE, hothash, position, tag, FoldedText.fold(tag));
        }
        if (row.raw("import_session_id") != null && row.raw("adopt_files") == null) {
            row.setAside("import_session_id", "The photo has no file left that could say from which import it came.");
        }
        if (row.raw("adopt_first") == null) {
            withoutPreview++;
        }
        return new AdoptedRows.Photo(
                id,
                hothash,
                row.wholeInt("width"),
                row.wholeInt("height"),
                row.moment("taken_at"),
                row.real("gps_latitude", MOST_NORTH),
                row.real("gps_longitude", MOST_EAST),
                title,
                description,
                tags,
                row.wholeInt("rating"),
                ledger.reference(row, "author_id", LegacyTables.AUTHORS),
                row.text("coldpreview_path"),
                null,
                row.moment("created_at", "updated_at"),
                row.moment("updated_at", "created_at"));
    }

    private void add(List<AdoptedRows.Photo> photos) {
        var stored = takeColdpreviews(
                photos.stream().filter(photo -> photo.coldpreviewPath() != null).toList());
        ledger.write(tx -> AdoptedRows.addPhotos(
                tx,
                photos.stream()
                        .map(photo -> photo.withColdpreview(stored.get(photo.id())))
                        .toList()));
    }

    /** The SHA-256 of those that were stored, by photo. */
    private Map<Long, String> takeColdpreviews(List<AdoptedRows.Photo> photos) {
        var table = LegacyTables.COLDPREVIEWS;
        var outcomes = coldpreviews.take(photos.stream()
                .map(photo -> String.valueOf(photo.coldpreviewPath()))
                .toList());
        var found = new HashMap<Long, String>();
        for (int i = 0; i < photos.size(); i++) {
            var photo = photos.get(i);
            ledger.countRead(table);
            switch (outcomes.get(i)) {
                case LegacyColdpreviews.Outcome.Taken(var digest, var stored) -> {
                    ledger.countTaken(table);
                    ledger.sums().add(table, photo.hothash(), digest);
                    if (stored != null) {
                        ledger.write(tx -> store.register(tx, stored));
                        found.put(photo.id(), stored.sha256());
                    }
                }
                case LegacyColdpreviews.Outcome.NotTaken(var reason) ->
                    ledger.leftBehind()
                            .row(
                                    table,
                                    photo.hothash(),
                                    reason,
                                    Map.of("coldpreview_path", String.valueOf(photo.coldpreviewPath())));
            }
        }
        return found;
    }
}
