package org.imalink.operation.verify;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** Photos are edited, thrown away, taken back and deleted for good, and get what a file says of them. */
final class PhotoTrail implements Trail {
    private static final Set<String> TEXT = Set.of("title", "description", "rating", "author_id", "search_text");
    private static final Set<String> COLDPREVIEW = Set.of("coldpreview_sha256", "coldpreview_path");

    @Override
    public Optional<String> missing(Row before, Traces traces) {
        return traces.isRemovedPhoto(before.number("id"))
                ? Optional.of("it was deleted for good, which is noted for each of its files")
                : Optional.empty();
    }

    @Override
    public void changed(Change change, Traces traces) throws SQLException {
        if (change.isEdited()) {
            change.account(TEXT);
            change.account(COLDPREVIEW);
            change.account("updated_at");
        }
        if (change.isFilled("trashed_at") || change.isEmptied("trashed_at") || change.isLater("trashed_at")) {
            change.account("trashed_at");
        }
        if (change.isFilled("coldpreview_sha256")) {
            change.account(COLDPREVIEW); // made at the first look
        }
        var author = change.before().value("author_id");
        if (change.isEmptied("author_id") && !traces.has("authors", "id = ?", Long.valueOf(String.valueOf(author)))) {
            change.account("author_id");
        }
        if ("file".equals(change.before().value("taken_source"))
                && "exif".equals(change.after().value("taken_source"))) {
            change.account(Set.of("taken_source", "taken_at", "taken_offset_minutes")); // read later
        }
        if (isNeverEdited(change.after()) && traces.hasNewFile(change.after().number("id"))) {
            change.account(TEXT);
            change.account(Set.of("gps_latitude", "gps_longitude"));
        }
    }

    private static boolean isNeverEdited(Row photo) {
        return photo.number("updated_at") == photo.number("created_at");
    }
}
