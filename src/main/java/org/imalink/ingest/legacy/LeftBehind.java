package org.imalink.ingest.legacy;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What does not go into the new library: whole rows, and single values of rows that do. Each is counted by its reason and
 * kept, whole, as a line of JSON in a scratch file, so that memory stays bounded. For one thread.
 */
final class LeftBehind implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_IDS = 5;

    private final Path rowsFile;
    private final Path valuesFile;
    private final BufferedWriter rowsOut;
    private final BufferedWriter valuesOut;
    private final Map<List<String>, Tally> rows = new LinkedHashMap<>();
    private final Map<List<String>, Tally> values = new LinkedHashMap<>();

    LeftBehind(Path rowsFile, Path valuesFile) throws IOException {
        this.rowsFile = rowsFile;
        this.valuesFile = valuesFile;
        this.rowsOut = Files.newBufferedWriter(rowsFile);
        this.valuesOut = Files.newBufferedWriter(valuesFile);
    }

    private static final class Tally {
        private long count;
        private final List<String> firstIds = new ArrayList<>();

        void add(String id) {
            count++;
            if (firstIds.size() < MOST_IDS) {
                firstIds.add(id);
            }
        }
    }

    /** A whole row, with every column that it has. */
    void row(String table, String id, String reason, Map<String, ? extends @Nullable Object> columns) {
        rows.computeIfAbsent(List.of(table, reason), key -> new Tally()).add(id);
        var line = new LinkedHashMap<String, @Nullable Object>();
        line.put("table", table);
        line.put("id", id);
        line.put("reason", reason);
        line.put("row", jsonOf(columns));
        write(rowsOut, line);
    }

    /** One value of a row that is taken without it, or with another in its place. */
    void value(String table, String id, String column, String reason, @Nullable Object value) {
        values.computeIfAbsent(List.of(table, column, reason), key -> new Tally())
                .add(id);
        var line = new LinkedHashMap<String, @Nullable Object>();
        line.put("table", table);
        line.put("id", id);
        line.put("column", column);
        line.put("reason", reason);
        line.put("value", jsonOf(value));
        write(valuesOut, line);
    }

    long rows(String table) {
        return rows.entrySet().stream()
                .filter(entry -> entry.getKey().getFirst().equals(table))
                .mapToLong(entry -> entry.getValue().count)
                .sum();
    }

    List<AdoptionReport.SetAside> rowsByReason() {
        return rows.entrySet().stream()
                .map(entry -> new AdoptionReport.SetAside(
                        entry.getKey().getFirst(),
                        null,
                        entry.getKey().getLast(),
                        entry.getValue().count,
                        List.copyOf(entry.getValue().firstIds)))
                .toList();
    }

    List<AdoptionReport.SetAside> valuesByReason() {
        return values.entrySet().stream()
                .map(entry -> new AdoptionReport.SetAside(
                        entry.getKey().getFirst(),
                        entry.getKey().get(1),
                        entry.getKey().getLast(),
                        entry.getValue().count,
                        List.copyOf(entry.getValue().firstIds)))
                .toList();
    }

    Path rowsFile() {
        return rowsFile;
    }

    Path valuesFile() {
        return valuesFile;
    }

    private static @Nullable Object jsonOf(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case byte[] bytes -> Map.of("base64", Base64.getEncoder().encodeToString(bytes));
            case Double number when number.isNaN() || number.isInfinite() -> number.toString();
            case Map<?, ?> map -> {
                var json = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((name, each) -> json.put(String.valueOf(name), jsonOf(each)));
                yield json;
            }
            default -> value;
        };
    }

    private static void write(BufferedWriter out, Map<String, ? extends @Nullable Object> line) {
        try {
            out.write(JSON.writeValueAsString(line));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        try (rowsOut) {
            valuesOut.close();
        }
    }
}
