package org.imalink.operation;

import java.util.Set;
import org.imalink.database.Database;
import org.imalink.database.DatabaseLocation;
import org.imalink.database.Schema;
import org.imalink.database.SchemaException;
import org.imalink.database.ServerVersion;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a database from release to release: a backup first, then all scripts in one transaction, in which every value that
 * was there before and is there afterwards is held against what it was. Only what is proved is committed; otherwise the
 * database is as it was. Only for who holds the library's lock.
 */
public final class ReleaseChange {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseChange.class);

    /** What scripts change on purpose. A new one that changes what others made says so here. */
    private static final Set<String> CHANGED =
            Set.of("schema_history", "sqlite_sequence", "search_state", "put_away_times", "parked_put_away_times");

    private static final Set<String> CHANGED_COLUMNS = Set.of("server_state.view_epoch");

    private final Database database;
    private final Schema schema;
    private final Backups backups;

    public ReleaseChange(Database database, DatabaseLocation location, DataDirectory directory) {
        this.database = database;
        this.schema = new Schema(database);
        this.backups = Backups.of(location, directory);
    }

    /**
     * Brings the database to the schema of this server; a new or present one needs no backup.
     *
     * @throws SchemaException when a newer server made it, or when a script fails or changes what it should not; the message
     *     names the version to start
     * @throws RefusedException when there is no room for the backup
     * @throws BackupFailedException when the backup could not be made
     */
    public void upgrade(Progress progress) {
        if (!schema.isOlder()) {
            schema.upgrade();
            return;
        }
        var before = schema.lastServer();
        var backup = backups.createOfOlder(database, progress);
        LOG.info(
                "The database of ImaLink {} is brought to that of {}; backup {}",
                before,
                ServerVersion.CURRENT,
                backup.name());
        move(Schema.newestProduct(), before, progress);
        schema.upgrade();
    }

    /**
     * Brings the database back to the schema of an older release, which needs no backup to go on from there.
     *
     * @param product version of the schema, at least 1
     * @return the backup that was made first
     * @throws SchemaException when it must not be done, or when a script fails or changes what it should not
     * @throws RefusedException when there is no room for the backup
     * @throws BackupFailedException when the backup could not be made
     */
    public BackupManifest downgrade(int product, Progress progress) {
        var backup = backups.create(database, progress);
        move(product, ServerVersion.CURRENT, progress);
        return backup;
    }

    private void move(int product, String before, Progress progress) {
        try {
            database.writeAlone(tx -> prove(tx, product, before, progress));
        } catch (DataAccessException e) {
            throw new SchemaException(
                    "A schema script failed; the database is as it was. Start ImaLink %s to go on using it."
                            .formatted(before),
                    e);
        }
    }

    private int prove(DSLContext tx, int product, String before, Progress progress) {
        var held = digests(tx, progress);
        progress.report("Changing the tables", 0, 0);
        schema.moveProduct(tx, product);
        var differing = held.differing(digests(tx, progress)).stream()
                .filter(column -> !isChangedOnPurpose(column))
                .toList();
        if (!differing.isEmpty()) {
            throw new SchemaException(
                    "The schema scripts changed what they should not (%s), so that the database was left as it was. Start ImaLink %s to go on using it, and report this."
                            .formatted(String.join(", ", differing), before),
                    null);
        }
        return product;
    }

    private static boolean isChangedOnPurpose(String column) {
        return CHANGED_COLUMNS.contains(column) || CHANGED.contains(column.substring(0, column.indexOf('.')));
    }

    private ColumnDigests digests(DSLContext tx, Progress progress) {
        return tx.connectionResult(connection -> ColumnDigests.of(connection, database.engine(), progress));
    }
}
