package org.imalink.operation.verify;

import java.sql.SQLException;
import java.util.Optional;

/** Tags and words of places are edited with their photo, or come with a file that is added to it. */
final class PhotoTextTrail implements Trail {
    @Override
    public Optional<String> missing(Row before, Traces traces) throws SQLException {
        return told(before, traces);
    }

    @Override
    public Optional<String> added(Row after, Traces traces) throws SQLException {
        return told(after, traces);
    }

    @Override
    public void changed(Change change, Traces traces) throws SQLException {
        if (told(change.after(), traces).isPresent()) {
            change.open().clear();
        }
    }

    private static Optional<String> told(Row row, Traces traces) throws SQLException {
        long photo = row.number("photo_id");
        if (traces.isEdited("photos", photo)) {
            return Optional.of("its photo was edited");
        }
        return traces.hasNewFile(photo) ? Optional.of("a file was added to its photo") : Optional.empty();
    }
}
