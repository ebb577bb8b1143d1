package org.imalink.operation.verify;

import java.sql.SQLException;
import java.util.function.Consumer;
import org.imalink.operation.verify.Finding.Kind;
import org.jspecify.annotations.Nullable;

/** Whether the row that says where the server stands fits the database. */
final class StateSoundness {
    private static final String TABLE = "server_state";
    private static final int SCOPED = 3;
    private static final int FARTHEST = 4;
    private static final int OWNERS = 2;

    private final JdbcSource source;
    private final int level;
    private final Consumer<Finding> findings;

    StateSoundness(JdbcSource source, int level, Consumer<Finding> findings) {
        this.source = source;
        this.level = level;
        this.findings = findings;
    }

    void check() throws SQLException {
        var rows = source.texts("select id from server_state");
        if (rows.size() != 1) {
            tell("there are %d rows, and there must be one".formatted(rows.size()));
            return;
        }
        source.each(
                "select phase, epoch, view_epoch, transition_cursor from server_state",
                row -> check(row.getInt(1), row.getInt(2), row.getInt(3), row.getString(4)));
        if (source.texts("select id from put_away_times where returned_at is null")
                        .size()
                > 1) {
            findings.accept(Finding.unsound("put_away_times", "", "libraries are put away twice at once"));
        }
    }

    private void check(int phase, int epoch, int viewEpoch, @Nullable String cursor) throws SQLException {
        int needed = phase >= SCOPED ? OWNERS : Math.min(phase, 1);
        if (phase < 0 || phase > FARTHEST) {
            tell("there is no phase %d".formatted(phase));
        } else if (level < needed) {
            tell("phase %d needs tenancy level %d, and the database is at %d".formatted(phase, needed, level));
        }
        if (epoch < 0 || viewEpoch < 0 || viewEpoch > epoch) {
            tell("the view of epoch %d is not of epoch %d or before".formatted(viewEpoch, epoch));
        }
        if (cursor != null) {
            findings.accept(new Finding(
                    phase >= SCOPED,
                    Kind.UNSOUND,
                    TABLE,
                    "1",
                    null,
                    "a transition is under way or was killed (%s); imalink multiuser advance finishes it"
                            .formatted(cursor)));
        }
        boolean putAway = source.has("put_away_times", "returned_at is null");
        if (phase >= SCOPED && putAway) {
            findings.accept(Finding.unsound(
                    "put_away_times", "", "libraries are put away, and phase %d shows them".formatted(phase)));
        }
    }

    private void tell(String text) {
        findings.accept(Finding.unsound(TABLE, "1", text));
    }
}
