package org.imalink.database;

import static org.imalink.database.schema.Tables.SCHEMA_HISTORY;

import org.imalink.database.SchemaScript.Axis;
import org.imalink.database.SchemaScript.Direction;
import org.jooq.DSLContext;

/** Whether the schema of a database is one that this server may look after. Stateless. */
final class SchemaFit {
    private SchemaFit() {}

    /** @throws SchemaException when a newer server wrote the database, or a script differs from the one that was run */
    static void refuseUnknown(Database database) {
        var version = database.read(Schema::version);
        refuseNewer(database, version);
        refuseChangedScripts(database, version);
    }

    /** @throws SchemaException when the tables belong to a role that this one is no part of */
    static void refuseOthersTables(DSLContext tx) {
        if (Engine.of(tx) == Engine.POSTGRESQL) {
            tx.fetchOptional("""
                            select current_user, relowner::regrole::text from pg_class
                            where oid = to_regclass('schema_history') and not pg_has_role(relowner, 'usage')""").ifPresent(roles -> {
                throw new SchemaException(
                        "The tables of this library belong to the role %2$s, so that %1$s cannot look after them. Give the URL of %2$s as --database-owner (IMALINK_DATABASE_OWNER_URL)."
                                .formatted(roles.get(0), roles.get(1)),
                        null);
            });
        }
    }

    private static void refuseNewer(Database database, SchemaVersion version) {
        for (var axis : Axis.values()) {
            int found = switch (axis) {
                case PRODUCT -> version.product();
                case TENANCY -> version.tenancy();
            };
            if (found > SchemaScript.newest(axis)) {
                var writer = database.read(tx -> lastServer(tx, axis, found));
                throw new SchemaException(
                        "This database has the schema of ImaLink %s (%s version %d); this is ImaLink %s, which knows up to %d. Start ImaLink %s or newer."
                                .formatted(
                                        writer,
                                        axis.key(),
                                        found,
                                        ServerVersion.CURRENT,
                                        SchemaScript.newest(axis),
                                        writer),
                        null);
            }
        }
    }

    private static String lastServer(DSLContext tx, Axis axis, int version) {
        return tx.select(SCHEMA_HISTORY.SERVER_VERSION)
                .from(SCHEMA_HISTORY)
                .where(SCHEMA_HISTORY.AXIS.eq(axis.key()))
                .and(SCHEMA_HISTORY.VERSION.eq(version))
                .orderBy(SCHEMA_HISTORY.ID.desc())
                .limit(1)
                .fetchSingle()
                .value1();
    }

    private static void refuseChangedScripts(Database database, SchemaVersion version) {
        for (var script : SchemaScript.KNOWN) {
            boolean applied = switch (script.axis()) {
                case PRODUCT -> script.version() <= version.product();
                case TENANCY -> script.version() <= version.tenancy();
            };
            if (applied) {
                database.read(tx -> refuseChanged(tx, script));
            }
        }
    }

    private static boolean refuseChanged(DSLContext tx, SchemaScript script) {
        var recorded = tx.select(SCHEMA_HISTORY.CHECKSUM, SCHEMA_HISTORY.SERVER_VERSION)
                .from(SCHEMA_HISTORY)
                .where(SCHEMA_HISTORY.AXIS.eq(script.axis().key()))
                .and(SCHEMA_HISTORY.VERSION.eq(script.version()))
                .and(SCHEMA_HISTORY.DIRECTION.eq(Direction.UP.key()))
                .orderBy(SCHEMA_HISTORY.ID.desc())
                .limit(1)
                .fetchSingle();
        if (!script.isRecordedAs(Engine.of(tx), recorded.value1())) {
            throw new SchemaException(
                    "The schema script \"%s\" of this server differs from the one that made this database. Start ImaLink %s, which made it."
                            .formatted(script.name(), recorded.value2()),
                    null);
        }
        return true;
    }

    /** The release that wrote in the history last. */
    static String lastServer(DSLContext tx) {
        return tx.select(SCHEMA_HISTORY.SERVER_VERSION)
                .from(SCHEMA_HISTORY)
                .orderBy(SCHEMA_HISTORY.ID.desc())
                .limit(1)
                .fetchOptional(SCHEMA_HISTORY.SERVER_VERSION)
                .orElse(ServerVersion.CURRENT);
    }
}
