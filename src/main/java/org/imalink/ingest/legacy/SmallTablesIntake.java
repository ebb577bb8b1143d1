package org.imalink.ingest.legacy;

import java.util.HashSet;
import org.imalink.library.AdoptedRows;

/** Takes authors, file storages and import sessions. */
final class SmallTablesIntake {
    private final Ledger ledger;

    SmallTablesIntake(Ledger ledger) {
        this.ledger = ledger;
    }

    void readAuthors() {
        var table = LegacyTables.AUTHORS;
        var ids = ledger.ids(table);
        var names = new HashSet<String>();
        var batch = new Ledger.Batch<AdoptedRows.Author>(rows -> ledger.write(tx -> AdoptedRows.addAuthors(tx, rows)));
        ledger.forEach(table, row -> {
            if (!ids.accept(row) || row.refuse(row.lacks("name"), "It has no name.")) {
                return;
            }
            var name = row.textThere("name");
            if (row.refuse(!names.add(name), "Another author has the same name.")) {
                return;
            }
            batch.add(new AdoptedRows.Author(
                    ids.last(),
                    name,
                    row.text("email"),
                    row.text("bio"),
                    row.moment("created_at", "updated_at"),
                    row.moment("updated_at", "created_at")));
            ledger.take(table, row);
        });
        batch.flush();
    }

    void readStorages() {
        var table = LegacyTables.FILE_STORAGES;
        var ids = ledger.ids(table);
        var uuids = new HashSet<String>();
        var directories = new HashSet<String>();
        var batch =
                new Ledger.Batch<AdoptedRows.Storage>(rows -> ledger.write(tx -> AdoptedRows.addStorages(tx, rows)));
        ledger.forEach(table, row -> {
            if (!ids.accept(row)
                    || row.refuse(row.lacks("storage_uuid"), "It has no uuid.")
                    || row.refuse(row.lacks("directory_name") || row.lacks("base_path"), "It has no place on disk.")) {
                return;
            }
            var uuid = row.textThere("storage_uuid");
            var directory = row.textThere("directory_name");
            if (row.refuse(
                    uuids.contains(uuid) || directories.contains(directory),
                    "Another storage has the same uuid or directory.")) {
                return;
            }
            uuids.add(uuid);
            directories.add(directory);
            batch.add(new AdoptedRows.Storage(
                    ids.last(),
                    uuid,
                    directory,
                    row.textThere("base_path"),
                    row.text("display_name"),
                    row.text("description"),
                    row.moment("created_at", "updated_at"),
                    row.moment("updated_at", "created_at")));
            ledger.take(table, row);
        });
        batch.flush();
    }

    void readSessions() {
        var table = LegacyTables.IMPORT_SESSIONS;
        var ids = ledger.ids(table);
        var batch =
                new Ledger.Batch<AdoptedRows.Session>(rows -> ledger.write(tx -> AdoptedRows.addSessions(tx, rows)));
        ledger.forEach(table, row -> {
            if (!ids.accept(row)) {
                return;
            }
            batch.add(new AdoptedRows.Session(
                    ids.last(),
                    row.moment("imported_at", "created_at", "updated_at"),
                    row.text("title"),
                    row.text("description"),
                    ledger.reference(row, "file_storage_id", LegacyTables.FILE_STORAGES),
                    ledger.reference(row, "default_author_id", LegacyTables.AUTHORS),
                    row.moment("created_at", "updated_at", "imported_at"),
                    row.moment("updated_at", "created_at", "imported_at")));
            ledger.take(table, row);
        });
        batch.flush();
    }
}
