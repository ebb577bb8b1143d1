package org.imalink.operation.verify;

import java.sql.SQLException;
import java.util.Set;

/** Sessions are edited, are told where their files lie, and lose an author who is deleted. */
final class ImportSessionTrail implements Trail {
    private static final String AUTHOR = "default_author_id";

    @Override
    public void changed(Change change, Traces traces) throws SQLException {
        if (change.isEdited()) {
            change.account(Set.of("title", "description", AUTHOR, "updated_at"));
        }
        if (change.isFilled("file_storage_id")) {
            change.account("file_storage_id");
        }
        if (change.isEmptied(AUTHOR)
                && !traces.has("authors", "id = ?", change.before().number(AUTHOR))) {
            change.account(AUTHOR);
        }
    }
}
