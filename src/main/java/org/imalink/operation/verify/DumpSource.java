package org.imalink.operation.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipFile;
import org.imalink.operation.Refusal;
import org.imalink.operation.RefusedException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A backup of a PostgreSQL database: for each table what {@code COPY} wrote, in the order of its primary key. */
final class DumpSource implements RowSource {
    private final ZipFile zip;
    private final Map<String, List<String>> columns;

    private DumpSource(ZipFile zip, Map<String, List<String>> columns) {
        this.zip = zip;
        this.columns = columns;
    }

    /** @throws RefusedException for a backup that does not say which column is which */
    static DumpSource open(Path file) throws IOException {
        var zip = new ZipFile(file.toFile());
        var entry = zip.getEntry("columns.json");
        if (entry == null) {
            zip.close();
            throw new RefusedException(
                    Refusal.Kind.BACKUP_TOO_OLD,
                    Map.of("name", String.valueOf(file.getFileName())),
                    "The backup %s does not say which column is which; only backups from this version on do. Make one now, for the next time: imalink backup create"
                            .formatted(file.getFileName()));
        }
        try (var in = zip.getInputStream(entry)) {
            return new DumpSource(
                    zip, JsonMapper.shared().readValue(in, new TypeReference<Map<String, List<String>>>() {}));
        }
    }

    @Override
    public List<String> columns(String table) {
        return columns.getOrDefault(table, List.of());
    }

    @Override
    public RowStream rows(String table, List<String> wanted, List<String> key) throws IOException {
        var all = columns(table);
        var places = wanted.stream().map(all::indexOf).toList();
        var lines = new BufferedReader(new InputStreamReader(
                zip.getInputStream(Objects.requireNonNull(zip.getEntry(table + ".copy"))), UTF_8));
        return new RowStream() {
            @Override
            public @Nullable List<@Nullable String> next() throws SQLException, IOException {
                var line = lines.readLine();
                if (line == null) {
                    return null;
                }
                var fields = line.split("\t", -1);
                if (fields.length != all.size()) {
                    throw new SQLException("a row of %s in the backup has %d values for %d columns"
                            .formatted(table, fields.length, all.size()));
                }
                var values = new ArrayList<@Nullable String>(places.size());
                for (int place : places) {
                    values.add(decoded(fields[place]));
                }
                return values;
            }

            @Override
            public void close() throws IOException {
                lines.close();
            }
        };
    }

    /** As https://www.postgresql.org/docs/current/sql-copy.html has it under "Text Format". */
    static @Nullable String decoded(String field) {
        if (field.equals("\\N")) {
            return null;
        }
        if (field.indexOf('\\') < 0) {
            return field;
        }
        var text = new StringBuilder(field.length());
        for (int at = 0; at < field.length(); at++) {
            char letter = field.charAt(at);
            text.append(letter == '\\' && at + 1 < field.length() ? meant(field.charAt(++at)) : letter);
        }
        return text.toString();
    }

    private static char meant(char escaped) {
        return switch (escaped) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> '\u000b';
            default -> escaped;
        };
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
