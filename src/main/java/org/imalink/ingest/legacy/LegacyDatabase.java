package org.imalink.ingest.legacy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.imalink.operation.RefusedException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/** The copy of an old database, opened: what tables it has, and their rows one after another. For one thread. */
final class LegacyDatabase implements AutoCloseable {
    /** What the integrity check says of indexes, which are not read, and of values, which are looked at one by one. */
    private static final Pattern HARMLESS = Pattern.compile("row \\d+ missing from index .*"
            + "|wrong # of entries in index .*"
            + "|non-unique entry in index .*"
            + "|row \\d+ values differ from index .*"
            + "|rowid not at end-of-record for row \\d+ of index .*"
            + "|(NULL|TEXT|NUMERIC|non-[A-Z]+) value in .*"
            + "|CHECK constraint failed in .*");

    private static final int MOST_FINDINGS = 200;
    private static final char REPLACEMENT = '\uFFFD';

    private final Path source;
    private final Connection connection;
    private final SortedMap<String, List<String>> tables = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();

    private LegacyDatabase(Path source, Connection connection) {
        this.source = source;
        this.connection = connection;
    }

    /**
     * Opens a copy; SQLite finishes in it what the old server had not finished.
     *
     * @param source named in messages
     * @throws RefusedException when it is damaged, encrypted, or no database of the old server in a shape that can be read
     */
    static LegacyDatabase open(Path copy, Path source) {
        Connection connection;
        try {
            connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
        } catch (SQLException e) {
            throw LegacyFault.unreadable(source, e);
        }
        var database = new LegacyDatabase(source, connection);
        try {
            database.execute("pragma trusted_schema = off");
            database.execute("pragma cell_size_check = on");
            database.readSchema();
            database.refuseOtherShapes();
            database.checkIntegrity();
            return database;
        } catch (SQLException e) {
            database.close();
            throw LegacyFault.unreadable(source, e);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** Whether a file is a database of the old server; looks at it without writing anything beside it. */
    static boolean isLegacy(Path file) {
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        var uri = "jdbc:sqlite:" + file.toUri().toString().replaceFirst("^file:/+", "file:/") + "?immutable=1";
        try (var connection = DriverManager.getConnection(uri, config.toProperties());
                var statement = connection.createStatement();
                var result = statement.executeQuery("""
                        select count(*) filter (where name in ('photos', 'image_files')),
                        count(*) filter (where name = 'schema_history') from sqlite_schema where type = 'table'""")) {
            return result.next() && result.getInt(1) == 2 && result.getInt(2) == 0;
        } catch (SQLException e) {
            return false; // whoever opens it says what is wrong
        }
    }

    private void readSchema() throws SQLException {
        for (var table : texts("""
                select name from pragma_table_list where schema = 'main' and type = 'table'
                and name not like 'sqlite\\_%' escape '\\' order by name""")) {
            tables.put(
                    table.toLowerCase(Locale.ROOT),
                    texts("select name from pragma_table_xinfo(%s) where hidden in (0, 2, 3) order by cid"
                                    .formatted(quoted(table, '\'')))
                            .stream()
                            .map(name -> name.toLowerCase(Locale.ROOT))
                            .toList());
        }
    }

    private void refuseOtherShapes() {
        if (tables.containsKey("schema_history")) {
            throw new RefusedException(
                    source + " is a library of this ImaLink already, not a database of the single-user server.");
        }
        if (tables.containsKey("images")) {
            throw new RefusedException(
                    "%s was made by a version of the old server from before 16 October 2025: it keeps pictures in a table \"images\", which says too little of them to make photos of. Import the folders with the originals instead: imalink import DIR."
                            .formatted(source));
        }
        for (var needed : List.of("photos", "image_files")) {
            if (!tables.containsKey(needed)) {
                throw new RefusedException("%s is no database of the single-user server: it has no table \"%s\"."
                        .formatted(source, needed));
            }
        }
        require("photos", "hothash");
        require("image_files", "id", "filename", "photo_hothash");
        require("authors", "id", "name");
        require("import_sessions", "id");
        require("file_storages", "id", "storage_uuid", "directory_name", "base_path");
    }

    private void require(String table, String... columns) {
        for (var column : columns) {
            if (tables.containsKey(table) && !has(table, column)) {
                throw new RefusedException(
                        "%s is no database of the single-user server in a shape that is known: its table \"%s\" has no column \"%s\"."
                                .formatted(source, table, column));
            }
        }
    }

    private void checkIntegrity() throws SQLException {
        var findings = texts("pragma integrity_check(" + MOST_FINDINGS + ")").stream()
                .filter(finding -> !finding.equals("ok"))
                .toList();
        findings.stream()
                .filter(finding -> !HARMLESS.matcher(finding).matches())
                .findFirst()
                .ifPresent(finding -> {
                    throw LegacyFault.damaged(source, finding.replace('\n', ' '), null);
                });
        if (findings.stream().anyMatch(finding -> finding.contains("index"))) {
            notes.add("Indexes of the old database are damaged (%s). Its rows were read without them."
                    .formatted(findings.stream()
                            .filter(finding -> finding.contains("index"))
                            .findFirst()
                            .orElseThrow()));
        }
    }

    /** All tables but SQLite's own, with their columns, in lower case. */
    SortedMap<String, List<String>> tables() {
        return tables;
    }

    boolean has(String table, String column) {
        return tables.getOrDefault(table, List.of()).contains(column);
    }

    /** What was noticed, in sentences. */
    List<String> notes() {
        return notes;
    }

    long count(String table) {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(
                        "select count(*) from main.%s not indexed".formatted(quoted(table, '"')))) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw LegacyFault.unreadable(source, e);
        }
    }

    /** Whether the ids of a table are its row numbers, which SQLite keeps apart. */
    boolean hasKey(String table, String column) {
        try {
            return texts("select name from pragma_table_xinfo(%s) where pk > 0 and upper(type) = 'INTEGER'"
                            .formatted(quoted(table, '\'')))
                    .equals(List.of(column));
        } catch (SQLException e) {
            throw LegacyFault.unreadable(source, e);
        }
    }

    /** For tables of our own beside the old ones; they are gone when this is closed. */
    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Makes a table of our own. */
    void prepare(String sql) {
        try {
            execute(sql);
        } catch (SQLException e) {
            throw LegacyFault.unreadable(source, e);
        }
    }

    /**
     * A row as it was read.
     *
     * @param values by column: null, Long, Double, String or byte[]
     * @param malformed the bytes of texts that are no UTF-8
     */
    record Values(Map<String, @Nullable Object> values, Map<String, byte[]> malformed) {}

    /** Reads the rows of a query, one at a time. */
    void forEach(String sql, Consumer<Values> consumer) {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var names = new ArrayList<String>();
            for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                names.add(result.getMetaData().getColumnLabel(column).toLowerCase(Locale.ROOT));
            }
            while (result.next()) {
                consumer.accept(values(result, names));
            }
        } catch (SQLException e) {
            throw LegacyFault.unreadable(source, e);
        }
    }

    private static Values values(ResultSet result, List<String> names) throws SQLException {
        var values = new LinkedHashMap<String, @Nullable Object>();
        var malformed = new HashMap<String, byte[]>();
        for (int column = 1; column <= names.size(); column++) {
            var value = result.getObject(column);
            if (value instanceof String text && text.indexOf(REPLACEMENT) >= 0) {
                var bytes = result.getBytes(column);
                if (!isUtf8(bytes)) {
                    malformed.put(names.get(column - 1), bytes);
                }
            }
            values.put(
                    names.get(column - 1),
                    switch (value) {
                        case null -> null;
                        case Integer number -> number.longValue();
                        default -> value;
                    });
        }
        return new Values(values, malformed);
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    static String quoted(String name, char quote) {
        var text = String.valueOf(quote);
        return text + name.replace(text, text + text) + text;
    }

    private List<String> texts(String query) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            var texts = new ArrayList<String>();
            while (result.next()) {
                texts.add(result.getString(1));
            }
            return texts;
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw LegacyFault.unreadable(source, e);
        }
    }
}
