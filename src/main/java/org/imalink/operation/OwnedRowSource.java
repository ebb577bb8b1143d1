package org.imalink.operation;

import java.util.List;
import org.imalink.database.Schema;
import org.imalink.operation.OwnedTable.Owner;

/**
 * Where rows of an {@link OwnedTable} lie at a tenancy level, as parts of a query: the rows that are in use, and those that
 * are parked.
 *
 * @param table that has the columns, called {@code t} in the query
 * @param from behind the word
 * @param owner whose the row is
 * @param number see {@link KeyRange}
 */
record OwnedRowSource(String table, String from, String owner, String number) {
    /** The sources of all rows. Those tables may be missing that older product versions and lower levels do not have. */
    static List<OwnedRowSource> of(OwnedTable table, int tenancy) {
        var name = table.name();
        return switch (table.owner()) {
            case Owner.AtLevel2() ->
                List.of(
                        alone(table, name, tenancy < Schema.LEVEL_OF_OWNERS ? "1" : "t.user_id"),
                        alone(table, OwnedTable.PARKED + name, "t.user_id"));
            case Owner.FromBirth() -> List.of(alone(table, name, "t.user_id"));
            case Owner.FromBirthParked() ->
                List.of(alone(table, name, "t.user_id"), alone(table, OwnedTable.PARKED + name, "t.user_id"));
            case Owner.Of(var parent, var column) -> below(table, parent, column, tenancy);
            case Owner.OfPhotoAtLevel1(var photos, var column) ->
                List.of(below(
                        table,
                        tenancy < 1 ? OwnedTable.PARKED + name : name,
                        of(photos, tenancy).getFirst(),
                        column));
            case Owner.Shown(var photos, var column) ->
                of(photos, tenancy).stream()
                        .map(shown -> shown(table, shown, column))
                        .toList();
        };
    }

    private static OwnedRowSource alone(OwnedTable table, String name, String owner) {
        return new OwnedRowSource(name, name + " t", owner, "t." + table.number());
    }

    /** What is parked hangs on what is parked. */
    private static List<OwnedRowSource> below(OwnedTable table, OwnedTable parent, String column, int tenancy) {
        return of(parent, tenancy).stream()
                .map(above -> below(
                        table,
                        above.table.startsWith(OwnedTable.PARKED) ? OwnedTable.PARKED + table.name() : table.name(),
                        above,
                        column))
                .toList();
    }

    private static OwnedRowSource below(OwnedTable table, String name, OwnedRowSource above, String column) {
        return above.owner.equals("1")
                ? alone(table, name, above.owner)
                : new OwnedRowSource(
                        name,
                        "%s t left join %s p on p.id = t.%s".formatted(name, above.table, column),
                        "coalesce(p.user_id, 0)",
                        "t." + table.number());
    }

    private static OwnedRowSource shown(OwnedTable table, OwnedRowSource photos, String column) {
        return new OwnedRowSource(
                table.name(),
                "%s p join %s t on t.%s = p.%s"
                        .formatted(photos.table, table.name(), table.key().getFirst(), column),
                photos.owner.replace("t.", "p."),
                "p." + table.number());
    }
}
