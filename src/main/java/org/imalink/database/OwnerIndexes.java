package org.imalink.database;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jooq.DSLContext;

/**
 * The indexes of the level of owners. In a large library they take most of the time of its change; so each can be made later and
 * by itself, while others go on. Rows with owners are right without them as long as all are one person's. Stateless.
 */
final class OwnerIndexes {
    /** When they are made. */
    enum When {
        AT_ONCE,
        LATER
    }

    /** For what is not in use yet, on PostgreSQL. */
    private static final String MADE = "_made";

    private static final Pattern COMMAND = Pattern.compile("create (unique )?index (\\w+) on ([^;]+);");

    private record Index(String kind, String name, String content) {
        String creation() {
            return "create %sindex %s on %s".formatted(kind, name, content);
        }

        String creationBesideOthers() {
            return "create %sindex concurrently %s on %s".formatted(kind, name + MADE, content);
        }
    }

    private OwnerIndexes() {}

    /** Makes those that are missing, in the caller's transaction. */
    static void make(DSLContext tx) {
        missing(tx).forEach(index -> replace(tx, index));
    }

    /**
     * Makes one that is missing at the level of owners, in a transaction of its own. Killed at any moment, it is done anew.
     *
     * @return for how long others could not write; empty when none is missing
     * @throws DatabaseUnavailableException also when others on PostgreSQL were at work for too long to let it in
     */
    static Optional<Duration> makeNext(Database database) {
        var next = database.<Optional<Index>>read(OwnerIndexes::next);
        if (next.isPresent() && database.engine() == Engine.POSTGRESQL) {
            var index = next.get();
            database.runBesideOthers(
                    List.of("drop index concurrently if exists " + index.name + MADE, index.creationBesideOthers()));
        }
        return next.map(index -> database.writeAlone(tx -> {
            long begun = System.nanoTime();
            if (next(tx).filter(index::equals).isPresent()) {
                take(tx, index);
                PlannerStatistics.tell(tx);
            }
            return Duration.ofNanos(System.nanoTime() - begun);
        }));
    }

    private static void take(DSLContext tx, Index index) {
        switch (Engine.of(tx)) {
            case SQLITE -> replace(tx, index);
            case POSTGRESQL -> {
                tx.execute("drop index if exists " + index.name);
                tx.execute("alter index %s rename to %s".formatted(index.name + MADE, index.name));
            }
        }
    }

    private static void replace(DSLContext tx, Index index) {
        tx.execute("drop index if exists " + index.name);
        tx.execute(index.creation());
    }

    private static Optional<Index> next(DSLContext tx) {
        return Schema.tenancy(tx) < Schema.LEVEL_OF_OWNERS
                ? Optional.empty()
                : missing(tx).stream().findFirst();
    }

    private static List<Index> missing(DSLContext tx) {
        var there = ofOwners(tx);
        return COMMAND.matcher(SchemaScript.indexes(Engine.of(tx)))
                .results()
                .map(command ->
                        new Index(Optional.ofNullable(command.group(1)).orElse(""), command.group(2), command.group(3)))
                .filter(index -> !there.contains(index.name))
                .toList();
    }

    /** The names of all that know owners. */
    private static Set<String> ofOwners(DSLContext tx) {
        var query = switch (Engine.of(tx)) {
            case SQLITE -> "select name from sqlite_schema where type = 'index' and sql like '%user_id%'";
            case POSTGRESQL -> """
                    select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid
                    where c.relnamespace = current_schema()::regnamespace and i.indisvalid
                    and pg_get_indexdef(c.oid) like '%user_id%'""";
        };
        return new HashSet<>(tx.fetch(query).getValues(0, String.class));
    }
}
