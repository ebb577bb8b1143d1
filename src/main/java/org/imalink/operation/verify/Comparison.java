package org.imalink.operation.verify;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.imalink.operation.Progress;
import org.imalink.operation.verify.Finding.Kind;
import org.imalink.operation.verify.Trail.Change;
import org.imalink.operation.verify.VerifiedTable.Ownership;
import org.jspecify.annotations.Nullable;

/** Holds every row of a backup against the database, and tells of each that differs whether something accounts for it. */
final class Comparison {
    private final RowSource backup;
    private final JdbcSource live;
    private final Traces traces;
    private final Consumer<Finding> findings;
    private long rows;

    Comparison(RowSource backup, JdbcSource live, Consumer<Finding> findings) {
        this.backup = backup;
        this.live = live;
        this.traces = new Traces(live);
        this.findings = findings;
    }

    /** @return how many rows of the backup were compared */
    long run(boolean sameProduct, Progress progress) throws SQLException, IOException {
        survey();
        var tables = VerifiedTable.ALL.stream()
                .filter(table -> sameProduct || !table.isDerived())
                .toList();
        for (int at = 0; at < tables.size(); at++) {
            progress.report("Comparing " + tables.get(at).name(), at, tables.size());
            compare(tables.get(at));
        }
        return rows;
    }

    /** Photos come before their files, and what became of files tells of photos. */
    private void survey() throws SQLException, IOException {
        for (var table : VerifiedTable.ALL) {
            if (table.name().equals("image_files")) {
                Merge.of(table, backup, live, shared(table), new Merge.Visitor() {
                    @Override
                    public void missing(Row before) throws SQLException {
                        traces.fileIsGone(before);
                    }

                    @Override
                    public void added(Row after, boolean isBehind) {}

                    @Override
                    public void both(Row before, Row after) {
                        traces.highest(table.name(), before.number("id"));
                    }

                    @Override
                    public void twice(Row row, boolean inBackup) {}
                });
            }
        }
    }

    private void compare(VerifiedTable table) throws SQLException, IOException {
        if (columns(live, table).isEmpty() && columns(backup, table).isEmpty()) {
            return; // at tenancy level 0 in both, and never anywhere else
        }
        if (table.isNumbered()) {
            traces.highest(table.name(), 0);
        }
        Merge.of(table, backup, live, shared(table), new Judge(table));
    }

    /** The columns that both have: a later product version has more, with nothing in them at first. */
    private List<String> shared(VerifiedTable table) throws SQLException, IOException {
        var before = columns(backup, table);
        var after = columns(live, table);
        if (before.isEmpty() || after.isEmpty()) {
            return before.isEmpty() ? after : before;
        }
        var shared = new ArrayList<>(before);
        shared.retainAll(after);
        return shared;
    }

    private static List<String> columns(RowSource source, VerifiedTable table) throws SQLException, IOException {
        return LogicalRows.columns(source, table);
    }

    /** Judges the rows of one table. */
    private final class Judge implements Merge.Visitor {
        private final VerifiedTable table;

        Judge(VerifiedTable table) {
            this.table = table;
        }

        @Override
        public void missing(Row before) throws SQLException {
            count(before);
            traces.touch(table, before);
            tell(Kind.MISSING, before, withParent(before), "is missing");
        }

        private Optional<String> withParent(Row before) throws SQLException {
            var parent = table.parent();
            return parent != null && traces.isGone(parent, before)
                    ? Optional.of("it went with %s %s".formatted(parent.table(), before.value(parent.column())))
                    : table.trail().missing(before, traces);
        }

        @Override
        public void added(Row after, boolean isBehind) throws SQLException {
            traces.touch(table, after);
            tell(Kind.ADDED, after, cameLater(after, isBehind), "is not in the backup");
        }

        private Optional<String> cameLater(Row after, boolean isBehind) throws SQLException {
            if (table.hasId() && isBehind) {
                return Optional.of("it came later");
            }
            var parent = table.parent();
            if (parent != null && traces.isNew(parent.table(), after.number(parent.column()))) {
                return Optional.of("it came with %s %s".formatted(parent.table(), after.value(parent.column())));
            }
            return table.trail().added(after, traces);
        }

        @Override
        public void both(Row before, Row after) throws SQLException {
            count(before);
            if (!Objects.equals(before.owner(), after.owner())) {
                traces.touch(table, after);
                findings.accept(new Finding(
                        true,
                        Kind.OTHER_OWNER,
                        table.name(),
                        after.name(),
                        after.owner(),
                        "was user %d's in the backup, and an owner never changes".formatted(before.owner())));
            }
            var change = Change.of(before, after);
            if (!change.open().isEmpty()) {
                changed(change);
            }
        }

        private void changed(Change change) throws SQLException {
            var all = String.join(", ", new TreeSet<>(change.open()));
            traces.touch(table, change.after());
            var shifted = shifted(change);
            if (change.isEdited() && shifted == null) {
                traces.edit(table, change.after());
            }
            table.trail().changed(change, traces);
            if (shifted != null) {
                tell(Kind.CHANGED, change.after(), Optional.empty(), "has other times: " + shifted);
            } else if (change.open().isEmpty()) {
                tell(Kind.CHANGED, change.after(), Optional.of(all), "was edited");
            } else {
                tell(
                        Kind.CHANGED,
                        change.after(),
                        Optional.empty(),
                        "has other values: " + String.join(", ", new TreeSet<>(change.open())));
            }
        }

        /** Times of files are not the server's. */
        private @Nullable String shifted(Change change) {
            for (var column : new TreeSet<>(change.open())) {
                var minutes = column.equals("modified_at") ? null : change.shift(column);
                if (minutes != null) {
                    return "%s is moved by exactly %d minutes, as by a change of time zone".formatted(column, minutes);
                }
            }
            return null;
        }

        @Override
        public void twice(Row row, boolean inBackup) {
            findings.accept(new Finding(
                    true,
                    Kind.TWICE,
                    table.name(),
                    row.name(),
                    row.owner(),
                    inBackup ? "is in the backup twice, in use and parked" : "is there twice, in use and parked"));
        }

        private void count(Row before) {
            rows++;
            if (table.isNumbered()) {
                traces.highest(table.name(), Long.parseLong(before.name()));
            }
        }

        private void tell(Kind kind, Row row, Optional<String> because, String what) {
            findings.accept(new Finding(
                    because.isEmpty(),
                    kind,
                    table.name(),
                    row.name(),
                    owner(row),
                    because.map(reason -> what + ": " + reason).orElse(what + ", and nothing tells why")));
        }

        private @Nullable Long owner(Row row) {
            var user = row.value("user_id");
            return table.ownership() == Ownership.NONE && user != null ? Long.valueOf(user) : row.owner();
        }
    }
}
