package org.imalink.operation.verify;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.imalink.operation.verify.VerifiedTable.Parent;

/** Where files lie: scans write it anew when somebody moves, changes or deletes them. */
final class PlaceTrail implements Trail {
    private static final Parent ROOT = new Parent("library_roots", "root_id");

    @Override
    public Optional<String> missing(Row before, Traces traces) throws SQLException {
        boolean told = before.has("missed_at")
                || traces.has("file_places", "image_file_id = ?", before.number("image_file_id"))
                || traces.has("file_places", "root_id = ? and path = ?", before.number("root_id"), before.value("path"))
                || traces.has(
                        "set_aside_files", "root_id = ? and path = ?", before.number("root_id"), before.value("path"))
                || traces.isGone(ROOT, before);
        return told ? Optional.of("a scan met the file elsewhere, or something else there") : Optional.empty();
    }

    @Override
    public Optional<String> added(Row after, Traces traces) {
        return Optional.of("a scan met the file there");
    }

    @Override
    public void changed(Change change, Traces traces) throws SQLException {
        if (change.shift("modified_at") == null || change.differs("file_size")) {
            change.account(Set.of("modified_at", "file_size", "missed_at", "image_file_id"));
        }
        if (traces.isGone(ROOT, change.before())) {
            change.account(Set.of("root_id", "path")); // a folder around it was registered
        }
    }
}
