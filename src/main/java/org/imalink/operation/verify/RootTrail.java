package org.imalink.operation.verify;

import java.sql.SQLException;
import java.util.Optional;

/** Registered folders: one may be taken up by a folder around it, and be watched or not. */
final class RootTrail implements Trail {
    @Override
    public Optional<String> missing(Row before, Traces traces) throws SQLException {
        var path = String.valueOf(before.value("path"));
        for (var root : traces.roots(before.owner())) {
            if (path.startsWith(root.equals("/") ? root : root + "/")) {
                return Optional.of("the folder " + root + " around it was registered");
            }
        }
        return Optional.empty();
    }

    @Override
    public void changed(Change change, Traces traces) {
        change.account("is_watched");
    }
}
