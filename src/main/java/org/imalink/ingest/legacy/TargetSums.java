package org.imalink.ingest.legacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import org.imalink.operation.DataDirectory;
import org.imalink.operation.Progress;
import org.imalink.operation.ValueDigest;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * What a library holds, read from its tables and files as they are and said in the words of the old database, so that it can
 * be compared. Uses nothing that wrote it. For one thread, once.
 */
final class TargetSums {
    private static final int ROWS_AT_ONCE = 500;
    private static final long MILLION = 1_000_000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    private final Connection connection;
    private final DataDirectory directory;
    private final Progress progress;
    private final ContentSums sums = new ContentSums();
    private final Map<String, Long> rows = new HashMap<>();

    private TargetSums(Connection connection, DataDirectory directory, Progress progress) {
        this.connection = connection;
        this.directory = directory;
        this.progress = progress;
    }

    /** @param rows by table */
    record Content(ContentSums sums, Map<String, Long> rows) {}

    static Content of(DSLContext tx, DataDirectory directory, Progress progress) {
        return tx.connectionResult(connection -> {
            try {
                return new TargetSums(connection, directory, progress).read();
            } catch (SQLException e) {
                throw new DataAccessException("The new library cannot be read back", e);
            }
        });
    }

    private Content read() throws SQLException {
        add(LegacyTables.AUTHORS, "select id, name, email, bio, created_at, updated_at from authors");
        add(LegacyTables.FILE_STORAGES, """
                select id, storage_uuid, directory_name, base_path, display_name, description, created_at, updated_at
                from file_storages""");
        add(LegacyTables.IMPORT_SESSIONS, """
                select id, imported_at, title, description, file_storage_id, default_author_id, created_at, updated_at
                from import_sessions""");
        add(LegacyTables.PHOTOS, """
                select hothash, width, height, taken_at, gps_latitude, gps_longitude, title, description, rating,
                author_id, coldpreview_path, created_at, updated_at, search_text from photos""");
        addTags();
        add(LegacyTables.IMAGE_FILES, """
                select f.id, f.filename, f.file_size, f.is_raw, d.exif_dict, f.perceptual_hash, p.hothash,
                f.import_session_id, f.imported_at, d.imported_info, d.local_storage_info, d.cloud_storage_info,
                f.created_at, f.updated_at from image_files f join photos p on p.id = f.photo_id
                left join image_file_details d on d.image_file_id = f.id""");
        add(LegacyTables.HOTPREVIEWS, "select hothash, jpeg from hotpreviews");
        addColdpreviews();
        return new Content(sums, rows);
    }

    private interface RowReader {
        @Nullable
        Object[] read(ResultSet row) throws SQLException;
    }

    private void add(String table, String query) throws SQLException {
        rows.put(table, forEach(table, query, row -> {
            var columns = row.getMetaData();
            var values = new @Nullable Object[columns.getColumnCount()];
            for (int column = 1; column <= values.length; column++) {
                values[column - 1] = inOldWords(columns.getColumnLabel(column), row.getObject(column));
            }
            return values;
        }));
    }

    private void addTags() throws SQLException {
        forEach(LegacyTables.PHOTOS, """
                select p.hothash, t.position, t.tag, t.tag_folded from photo_tags t join photos p on p.id = t.photo_id""", row ->
                new Object[] {row.getString(1), row.getLong(2), row.getString(3), row.getString(4)});
    }

    /** The bytes of the files count, not what the row says of them. */
    private void addColdpreviews() throws SQLException {
        var digest = new ValueDigest();
        rows.put(LegacyTables.COLDPREVIEWS, forEach(LegacyTables.COLDPREVIEWS, """
                        select p.hothash, c.sha256 from photos p
                        left join coldpreviews c on c.sha256 = p.coldpreview_sha256
                        where p.coldpreview_sha256 is not null""", row -> {
            try {
                digest.add(Files.readAllBytes(directory.coldpreview(row.getString(2))));
                return new Object[] {row.getString(1), digest.finish()};
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
    }

    private long forEach(String table, String query, RowReader reader) throws SQLException {
        long count = 0;
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(ROWS_AT_ONCE);
            try (var result = statement.executeQuery(query)) {
                while (result.next()) {
                    sums.add(table, reader.read(result));
                    progress.report("Reading the new library back", ++count, 0);
                }
            }
        }
        return count;
    }

    private static @Nullable Object inOldWords(String column, @Nullable Object value) {
        if (value instanceof Number number && column.endsWith("_at")) {
            long microseconds = number.longValue();
            return TIME.format(LocalDateTime.ofEpochSecond(
                    Math.floorDiv(microseconds, MILLION),
                    (int) Math.floorMod(microseconds, MILLION) * 1000,
                    ZoneOffset.UTC));
        }
        return value instanceof Number number && column.startsWith("is_")
                ? Boolean.valueOf(number.intValue() != 0)
                : value;
    }
}
