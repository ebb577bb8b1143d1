package org.imalink.transition.rehearsal;

import static org.imalink.database.schema.Tables.USERS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.imalink.database.Database;
import org.imalink.database.DatabaseLocation;
import org.imalink.database.Engine;
import org.imalink.database.RandomLibrary;
import org.imalink.database.Schema;
import org.imalink.database.ScratchDatabase;
import org.imalink.ingest.demo.DemoLibrary;
import org.imalink.operation.DataDirectory;
import org.imalink.operation.Sha256;
import org.jooq.DSLContext;

/** A library with some photos, whose two members have something of their own put away; and all that can be seen of it. */
record RehearsedLibrary(Database database, DatabaseLocation location, DataDirectory directory) {
    static final int PHOTOS = 30;

    /** Made anew in a database with the newest schema. */
    static RehearsedLibrary fill(Database database, DatabaseLocation location, Path folder) throws IOException {
        return fill(database, location, folder, tx -> {
            RandomLibrary.change(tx, new Random(5), 2, 60);
            RandomLibrary.change(tx, new Random(6), 3, 60);
        });
    }

    /** @param others gives the members 2 and 3 something of their own */
    static RehearsedLibrary fill(Database database, DatabaseLocation location, Path folder, Consumer<DSLContext> others)
            throws IOException {
        DemoLibrary.fill(database, PHOTOS, 7);
        database.write(tx -> {
            var schema = new Schema(database);
            schema.moveTenancy(tx, 2);
            RandomLibrary.addMembers(tx);
            others.accept(tx);
            tx.update(USERS).set(USERS.ROLE, "admin").where(USERS.ID.eq(2L)).execute();
            schema.moveTenancy(tx, 1);
            return tx;
        });
        var directory = DataDirectory.open(folder);
        var coldpreview = directory.coldpreview("ab".repeat(32));
        Files.createDirectories(coldpreview.getParent());
        Files.writeString(coldpreview, "not a picture");
        Files.writeString(directory.storages().resolve("original.jpg"), "not a picture either");
        return new RehearsedLibrary(database, location, directory);
    }

    /** Every row of every table, and what every file holds, but for what readers of a SQLite database share. */
    SortedMap<String, String> everything() {
        var everything = new TreeMap<String, String>();
        database.read(tx -> {
            for (var table : tables(tx, database.engine())) {
                var rows = tx.fetch("select * from " + table).stream()
                        .map(row -> Arrays.deepToString(row.intoArray()))
                        .sorted()
                        .toList();
                everything.put("table " + table, rows.toString());
            }
            return tx;
        });
        try (var files = Files.walk(directory.root())) {
            for (var file :
                    files.filter(each -> !each.toString().endsWith("-shm")).toList()) {
                everything.put(
                        "file " + directory.root().relativize(file),
                        Files.isDirectory(file) ? "folder" : Sha256.of(Files.readAllBytes(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return everything;
    }

    private static List<String> tables(DSLContext tx, Engine engine) {
        var query = switch (engine) {
            case SQLITE -> "select name from sqlite_master where type = 'table' and sql not like 'create virtual%'";
            case POSTGRESQL ->
                "select table_name from information_schema.tables where table_schema = current_schema()"
                        + " and table_type = 'BASE TABLE'";
        };
        return tx.fetch(query).map(row -> row.get(0, String.class));
    }

    /** Who may look into the folders of copies. */
    List<String> foldersOfCopies() {
        try (var folders = Files.newDirectoryStream(directory.temporary(), "scratch-*")) {
            var permissions = new ArrayList<String>();
            for (var folder : folders) {
                permissions.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
            }
            return permissions;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The copies that are there, or were left. */
    List<String> copies() throws SQLException {
        try (var connection = database.connection()) {
            var copies = new ArrayList<>(foldersOfCopies());
            if (database.engine() == Engine.POSTGRESQL) {
                copies.addAll(ScratchDatabase.leftovers(connection));
            }
            return copies;
        }
    }
}
