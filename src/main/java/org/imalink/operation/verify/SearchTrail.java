package org.imalink.operation.verify;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** What a search knows of a photo follows from the photo. */
final class SearchTrail implements Trail {
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
            change.account(Set.of("words", "facets"));
        }
    }

    private static Optional<String> told(Row row, Traces traces) throws SQLException {
        return traces.isFoundOtherwise(row.number("photo_id"))
                ? Optional.of("something changed by which its photo is found")
                : Optional.empty();
    }
}
