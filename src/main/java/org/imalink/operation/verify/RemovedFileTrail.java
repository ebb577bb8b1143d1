package org.imalink.operation.verify;

import java.sql.SQLException;
import java.util.Optional;

/** Originals that somebody deleted for good, until they import them again. */
final class RemovedFileTrail implements Trail {
    @Override
    public Optional<String> missing(Row before, Traces traces) throws SQLException {
        return traces.hasOwned(
                        "image_files", "sha256 = ?", before.number("user_id"), String.valueOf(before.value("sha256")))
                ? Optional.of("the file was imported again")
                : Optional.empty();
    }

    @Override
    public Optional<String> added(Row after, Traces traces) {
        return Optional.of("its photo was deleted for good");
    }

    @Override
    public void changed(Change change, Traces traces) {
        if (change.isLater("removed_at")) {
            change.account("removed_at"); // imported and deleted again
        }
    }
}
