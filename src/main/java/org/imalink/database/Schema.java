package org.imalink.database;

import static org.imalink.database.schema.Tables.SCHEMA_HISTORY;
import static org.imalink.database.schema.Tables.SERVER_STATE;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.imalink.database.SchemaScript.Axis;
import org.imalink.database.SchemaScript.Direction;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;

/**
 * Moves the schema of one database along its two axes, script by script, each in a transaction with its line in the
 * history. Not meant for several threads; two servers that start at once on PostgreSQL wait for each other.
 */
public final class Schema {
    /** The advisory lock that servers hold while they move the schema of a PostgreSQL database. */
    private static final long LOCK = 0x1_4d41_4c49_4e4bL;

    /** The key by which a transaction remembers its tenancy level. */
    private static final Object REMEMBERED_TENANCY = new Object();

    /** As text, because every request asks it: composing it anew takes longer than answering it. */
    private static final String LEVEL =
            "coalesce((select case direction when 'up' then version else version - 1 end from schema_history"
                    + " where axis = '%s' order by id desc limit 1), 0)";

    /** The tenancy level as a column of any query; whoever asks it tells {@link #rememberTenancy}. */
    public static final String TENANCY = LEVEL.formatted(Axis.TENANCY.key());

    /** The tenancy level from which on every row has an owner of its own. */
    public static final int LEVEL_OF_OWNERS = 2;

    /** The tables whose rows have owners from that level on. */
    static final List<String> OWNED = List.of("authors", "file_storages", "import_sessions", "photos", "image_files");

    /** The highest tenancy level that this server knows. */
    public static final int HIGHEST_TENANCY = SchemaScript.newest(Axis.TENANCY);

    /** The line of the script that gives owners at which its indexes are made. */
    private static final String INDEXES = "-- \\{indexes}\\n";

    private final Database database;

    public Schema(Database database) {
        this.database = database;
    }

    /**
     * Brings the product version to the newest this server knows; the tenancy level stays.
     *
     * @throws SchemaException when the database was written by a newer server, when a script differs from the one that was
     *     run, or when a script fails; the message names the version to start
     */
    public void upgrade() {
        prepare();
        SchemaFit.refuseUnknown(database);
        while (version().product() < SchemaScript.newest(Axis.PRODUCT)) {
            run(SchemaScript.of(Axis.PRODUCT, version().product() + 1), Direction.UP);
        }
        if (version().tenancy() >= LEVEL_OF_OWNERS) {
            makeMissingIndexes();
        }
        if (database.servingRole().isPresent()) {
            database.write(tx -> {
                lock(tx);
                giveRights(tx);
                return tx;
            });
        }
    }

    /** Those that a server before this one did not know; those of a move that was killed are made when it goes on. */
    private void makeMissingIndexes() {
        boolean more = !database.<Boolean>read(Schema::isUnderWay);
        while (more) {
            more = makeNextIndex().isPresent();
        }
        database.write(tx -> {
            PlannerStatistics.tell(tx);
            return tx;
        });
    }

    private static boolean isUnderWay(DSLContext tx) {
        return tx.fetchExists(SERVER_STATE, SERVER_STATE.TRANSITION_CURSOR.isNotNull());
    }

    /** The role that requests come through owns nothing, and may do what it needs. */
    private void giveRights(DSLContext tx) {
        database.servingRole().ifPresent(role -> role.giveRights(tx));
    }

    /**
     * Whether an older server made this database, so that scripts have to be run.
     *
     * @throws SchemaException as {@link #upgrade} does
     */
    public boolean isOlder() {
        prepare();
        SchemaFit.refuseUnknown(database);
        int product = version().product();
        return product > 0 && product < SchemaScript.newest(Axis.PRODUCT);
    }

    /**
     * Moves the product version inside the caller's transaction, so that it holds together with whatever else that one does,
     * or not at all.
     *
     * @param product from 1 to the newest that this server knows
     * @throws SchemaException when the database is at a tenancy level that needs a newer one
     * @throws DataAccessException when a script fails; the transaction must then be given up
     */
    public void moveProduct(DSLContext tx, int product) {
        lock(tx);
        for (int at = version(tx, Axis.PRODUCT); at < product; at++) {
            move(tx, SchemaScript.of(Axis.PRODUCT, at + 1), Direction.UP);
        }
        for (int at = version(tx, Axis.PRODUCT); at > product; at--) {
            refuseNeeded(version(tx));
            move(tx, SchemaScript.of(Axis.PRODUCT, at), Direction.DOWN);
        }
        giveRights(tx);
    }

    /** The newest product version that this server knows. */
    public static int newestProduct() {
        return SchemaScript.newest(Axis.PRODUCT);
    }

    /**
     * Takes the newest product script back.
     *
     * @throws SchemaException when the database is at a tenancy level that needs it, or when the script fails
     */
    public void downgrade() {
        var version = version();
        refuseNeeded(version);
        run(SchemaScript.of(Axis.PRODUCT, version.product()), Direction.DOWN);
    }

    private static void refuseNeeded(SchemaVersion version) {
        if (version.tenancy() > 0
                && SchemaScript.of(Axis.TENANCY, version.tenancy()).product() == version.product()) {
            throw new SchemaException(
                    "The database is at tenancy level %d, which needs product version %d. Bring it to level %d first: imalink multiuser down --to-level %d --yes"
                            .formatted(
                                    version.tenancy(), version.product(), version.tenancy() - 1, version.tenancy() - 1),
                    null);
        }
    }

    /** The release that wrote this database last, as people name it. */
    public String lastServer() {
        return database.read(SchemaFit::lastServer);
    }

    /** Where the database stands. */
    public SchemaVersion version() {
        return database.read(Schema::version);
    }

    /** The same inside a transaction. */
    public static SchemaVersion version(DSLContext tx) {
        return new SchemaVersion(version(tx, Axis.PRODUCT), version(tx, Axis.TENANCY));
    }

    /** The tenancy level alone, inside a transaction, which looks it up once. */
    public static int tenancy(DSLContext tx) {
        if (tx.configuration().data(REMEMBERED_TENANCY) instanceof Integer level) {
            return level;
        }
        int level = version(tx, Axis.TENANCY);
        rememberTenancy(tx, level);
        return level;
    }

    /** Saves a transaction from looking up its tenancy level. */
    public static void rememberTenancy(DSLContext tx, int level) {
        tx.configuration().data(REMEMBERED_TENANCY, level);
    }

    /**
     * Moves the tenancy level inside the caller's transaction, so that it holds together with whatever else that one does,
     * or not at all. Does nothing where the database is there already.
     *
     * @param level from 0 to {@link #HIGHEST_TENANCY}
     * @throws SchemaException when the product version is too old for the level
     * @throws DataAccessException when a script fails; the transaction must then be given up
     */
    public void moveTenancy(DSLContext tx, int level) {
        moveTenancy(tx, level, OwnerIndexes.When.AT_ONCE);
    }

    /**
     * Moves to the level of owners as {@link #moveTenancy} does, and leaves the indexes that take long to
     * {@link #makeNextIndex}, unless rows of others come back that need them.
     */
    public void giveOwners(DSLContext tx) {
        var parked = "select 1 from parked_";
        boolean isParked =
                tx.fetchOne("select 1 where exists (" + parked + String.join(") or exists (" + parked, OWNED) + ")")
                        != null;
        moveTenancy(tx, LEVEL_OF_OWNERS, isParked ? OwnerIndexes.When.AT_ONCE : OwnerIndexes.When.LATER);
    }

    /**
     * Makes an index that {@link #giveOwners} left, while others go on.
     *
     * @return for how long others could not write; empty when none is left
     * @throws DatabaseUnavailableException also when others on PostgreSQL were at work for too long to let it in
     */
    public Optional<Duration> makeNextIndex() {
        return OwnerIndexes.makeNext(database);
    }

    private void moveTenancy(DSLContext tx, int level, OwnerIndexes.When indexes) {
        lock(tx);
        for (int at = version(tx, Axis.TENANCY); at < level; at++) {
            var script = SchemaScript.of(Axis.TENANCY, at + 1);
            if (version(tx, Axis.PRODUCT) < script.product()) {
                throw new SchemaException(
                        "Tenancy level %d needs product version %d.".formatted(at + 1, script.product()), null);
            }
            move(tx, script, Direction.UP, indexes);
        }
        if (version(tx, Axis.TENANCY) >= LEVEL_OF_OWNERS) {
            PlannerStatistics.tell(tx);
        }
        for (int at = version(tx, Axis.TENANCY); at > level; at--) {
            move(tx, SchemaScript.of(Axis.TENANCY, at), Direction.DOWN);
        }
        giveRights(tx);
    }

    private void prepare() {
        database.write(tx -> {
            SchemaFit.refuseOthersTables(tx);
            lock(tx);
            return execute(tx, SchemaScript.resource(database.engine(), "history.sql"));
        });
    }

    private static int version(DSLContext tx, Axis axis) {
        return tx.connectionResult(connection -> {
            var query = "select " + LEVEL.formatted(axis.key());
            try (var statement = connection.prepareStatement(query);
                    var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        });
    }

    private void run(SchemaScript script, Direction direction) {
        var before = database.read(SchemaFit::lastServer);
        try {
            database.write(tx -> {
                lock(tx);
                int expected = direction == Direction.UP ? script.version() - 1 : script.version();
                if (version(tx, script.axis()) != expected) {
                    return false; // another server was faster
                }
                move(tx, script, direction);
                return true;
            });
        } catch (DataAccessException e) {
            throw new SchemaException(
                    "The schema script \"%s\" failed; the database is as it was. Start ImaLink %s to go on using it."
                            .formatted(script.name(), before),
                    e);
        }
    }

    /** Runs a script and writes its line in the history. */
    private void move(DSLContext tx, SchemaScript script, Direction direction) {
        move(tx, script, direction, OwnerIndexes.When.AT_ONCE);
    }

    private void move(DSLContext tx, SchemaScript script, Direction direction, OwnerIndexes.When indexes) {
        var engine = database.engine();
        if (script.givesOwners() && direction == Direction.DOWN) {
            OwnerWalls.lower(tx);
        }
        var parts = StoredColumns.fillIn(tx, script.sql(engine, direction)).split(INDEXES);
        execute(tx, parts[0]);
        if (parts.length > 1) {
            if (indexes == OwnerIndexes.When.AT_ONCE) {
                OwnerIndexes.make(tx);
            }
            execute(tx, parts[1]);
        }
        if (script.givesOwners() && direction == Direction.UP) {
            OwnerWalls.raise(tx);
        }
        tx.insertInto(SCHEMA_HISTORY)
                .set(SCHEMA_HISTORY.AXIS, script.axis().key())
                .set(SCHEMA_HISTORY.VERSION, script.version())
                .set(SCHEMA_HISTORY.DIRECTION, direction.key())
                .set(SCHEMA_HISTORY.NAME, script.name())
                .set(SCHEMA_HISTORY.CHECKSUM, script.checksum(engine, direction))
                .set(SCHEMA_HISTORY.SERVER_VERSION, ServerVersion.CURRENT)
                .set(SCHEMA_HISTORY.APPLIED_AT, LocalDateTime.now(ZoneOffset.UTC))
                .execute();
        tx.configuration().data().remove(REMEMBERED_TENANCY);
    }

    private void lock(DSLContext tx) {
        if (database.engine() == Engine.POSTGRESQL) {
            tx.execute("select pg_advisory_xact_lock(?)", LOCK);
        }
    }

    /** Runs a script of several statements as it stands: jOOQ's parser does not know triggers. */
    private static int execute(DSLContext tx, String script) {
        return tx.connectionResult(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.executeUpdate(script);
            } catch (SQLException e) {
                throw new DataAccessException("Schema script failed", e);
            }
        });
    }
}
