package org.imalink.operation;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.imalink.database.Database;
import org.imalink.database.Engine;
import org.imalink.database.StoredColumns;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A PostgreSQL database as a zip file: for each table what {@code COPY} writes and the names of its columns, and where its
 * ids go on. All of it is read in one REPEATABLE READ transaction, so writers never wait.
 */
final class PostgresqlDump implements DatabaseDump {
    private static final String SEQUENCES = "sequences.json";
    private static final String COLUMNS = "columns.json";
    private static final String TABLE_SUFFIX = ".copy";
    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public String suffix() {
        return ".zip";
    }

    @Override
    public long space(Database database) throws SQLException {
        try (var connection = database.connection();
                var statement = connection.createStatement();
                var result = statement.executeQuery("select pg_database_size(current_database())")) {
            result.next();
            return result.getLong(1);
        }
    }

    @Override
    public ContentDigest.Content write(Database database, Path file, Progress progress)
            throws IOException, SQLException {
        try (var connection = database.connection();
                var zip = new ZipOutputStream(
                        new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)))) {
            try {
                var content = ContentDigest.of(connection, Engine.POSTGRESQL, progress);
                var columns = new TreeMap<String, List<String>>();
                for (var table : content.rows().keySet()) {
                    columns.put(table, StoredColumns.of(connection, Engine.POSTGRESQL, table));
                    zip.putNextEntry(new ZipEntry(table + TABLE_SUFFIX));
                    copyManager(connection).copyOut("copy (%s) to stdout".formatted(ordered(connection, table)), zip);
                    zip.closeEntry();
                }
                add(zip, COLUMNS, columns);
                add(zip, SEQUENCES, sequences(connection));
                return content;
            } finally {
                connection.rollback();
            }
        }
    }

    private static void add(ZipOutputStream zip, String name, Object content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(JSON.writeValueAsString(content).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static String ordered(Connection connection, String table) throws SQLException {
        return "select %s from %s order by %s"
                .formatted(
                        String.join(", ", StoredColumns.of(connection, Engine.POSTGRESQL, table)),
                        table,
                        String.join(", ", ContentDigest.keyColumns(connection, Engine.POSTGRESQL, table)));
    }

    private static CopyManager copyManager(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    /** The last id that each table gave out. */
    private static SortedMap<String, Long> sequences(Connection connection) throws SQLException {
        var sequences = new TreeMap<String, Long>();
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("""
                        select sequencename, last_value from pg_sequences
                        where schemaname = current_schema() and last_value is not null""")) {
            while (result.next()) {
                sequences.put(result.getString(1), result.getLong(2));
            }
        }
        return sequences;
    }

    @Override
    public Reading read(Path file, Progress progress) throws IOException {
        progress.report("Checking the file", 0, 0);
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : Collections.list(zip.entries())) {
                try (var in = zip.getInputStream(entry)) {
                    in.transferTo(OutputStream.nullOutputStream()); // compares each entry's checksum
                }
            }
        } catch (ZipException e) {
            return new Reading.Damaged(String.valueOf(e.getMessage()));
        }
        return new Reading.Bytes(Sha256.of(file));
    }

    /**
     * Puts the backup's rows in the place of all rows, inside the caller's transaction; the backup's tables are there
     * already, and others are dropped. Ids that were ever given out are not given out again, also not those from after the
     * backup.
     *
     * @return what the database holds now
     */
    static ContentDigest.Content restore(Connection connection, Path file, Progress progress)
            throws IOException, SQLException {
        try (var zip = new ZipFile(file.toFile())) {
            var tables = parentsFirst(connection, tablesIn(zip));
            dropOthers(connection, tables);
            execute(connection, "truncate " + String.join(", ", tables));
            var named = columns(zip);
            for (var table : tables) {
                var columns = String.join(
                        ", ",
                        named.containsKey(table)
                                ? named.get(table)
                                : StoredColumns.of(connection, Engine.POSTGRESQL, table));
                try (var in = entry(zip, table + TABLE_SUFFIX)) {
                    copyManager(connection).copyIn("copy %s (%s) from stdin".formatted(table, columns), in);
                }
            }
            try (var in = entry(zip, SEQUENCES)) {
                goOnFrom(connection, JSON.readValue(in, new TypeReference<TreeMap<String, Long>>() {}));
            }
            return ContentDigest.of(connection, Engine.POSTGRESQL, progress);
        }
    }

    /** None in backups from before this was written down: their columns are in the order of the database's. */
    private static SortedMap<String, List<String>> columns(ZipFile zip) throws IOException {
        if (zip.getEntry(COLUMNS) == null) {
            return new TreeMap<>();
        }
        try (var in = entry(zip, COLUMNS)) {
            return JSON.readValue(in, new TypeReference<TreeMap<String, List<String>>>() {});
        }
    }

    private static void dropOthers(Connection connection, List<String> tables) throws SQLException {
        var others = new ArrayList<>(ContentDigest.tables(connection, Engine.POSTGRESQL));
        others.removeAll(tables);
        if (!others.isEmpty()) {
            execute(connection, "drop table " + String.join(", ", others));
        }
    }

    private static InputStream entry(ZipFile zip, String name) throws IOException {
        return zip.getInputStream(zip.getEntry(name));
    }

    private static List<String> tablesIn(ZipFile zip) {
        return zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.endsWith(TABLE_SUFFIX))
                .map(name -> name.substring(0, name.length() - TABLE_SUFFIX.length()))
                .toList();
    }

    /** A table comes after those that its foreign keys point at. */
    private static List<String> parentsFirst(Connection connection, List<String> tables) throws SQLException {
        var parents = new TreeMap<String, List<String>>();
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("""
                        select conrelid::regclass::text, confrelid::regclass::text from pg_constraint
                        where contype = 'f' and conrelid <> confrelid""")) {
            while (result.next()) {
                parents.computeIfAbsent(result.getString(1), table -> new ArrayList<>())
                        .add(result.getString(2));
            }
        }
        var ordered = new ArrayList<String>();
        tables.forEach(table -> addAfterParents(table, parents, ordered));
        return ordered;
    }

    private static void addAfterParents(String table, SortedMap<String, List<String>> parents, List<String> ordered) {
        if (!ordered.contains(table)) {
            parents.getOrDefault(table, List.of()).forEach(parent -> addAfterParents(parent, parents, ordered));
            ordered.add(table);
        }
    }

    private static void goOnFrom(Connection connection, SortedMap<String, Long> sequences) throws SQLException {
        var present = sequences(connection);
        try (var statement = connection.prepareStatement("select setval(?::regclass, ?)")) {
            for (var sequence : sequences.entrySet()) {
                statement.setString(1, sequence.getKey());
                statement.setLong(2, Math.max(sequence.getValue(), present.getOrDefault(sequence.getKey(), 1L)));
                statement.execute();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
