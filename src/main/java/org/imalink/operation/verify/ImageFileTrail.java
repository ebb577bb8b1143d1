package org.imalink.operation.verify;

import java.sql.SQLException;
import java.util.Optional;

/** Files go with their photo or with their import session; of themselves only the time of an edit of their details changes. */
final class ImageFileTrail implements Trail {
    @Override
    public Optional<String> missing(Row before, Traces traces) throws SQLException {
        long photo = before.number("photo_id");
        if (traces.isRemoved(before) || (!before.has("sha256") && traces.isRemovedPhoto(photo))) {
            return Optional.of("its photo was deleted for good, which is noted for the file");
        }
        return isOfGoneSession(before, traces)
                ? Optional.of("it went with import_sessions " + before.value("import_session_id"))
                : Optional.empty();
    }

    private static boolean isOfGoneSession(Row file, Traces traces) throws SQLException {
        var session = file.value("import_session_id");
        return session != null
                && traces.isTouched("import_sessions", Long.parseLong(session))
                && !traces.has("import_sessions", "id = ?", Long.valueOf(session))
                && traces.has("photos", "id = ?", file.number("photo_id"));
    }

    @Override
    public void changed(Change change, Traces traces) {
        if (change.isEdited()) {
            change.account("updated_at");
        }
    }
}
