package org.imalink.ingest.legacy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** Writes databases as the single-user server did: page size, journal, schema, indexes, texts of times, JSON. */
public final class LegacyFile {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    private LegacyFile() {}

    /** Writes a library into a folder, with its coldpreviews; answers the database. */
    public static Path write(Path folder, LegacyShape shape, LegacyLibrary library) {
        var file = folder.resolve("imalink.db");
        try (var connection = empty(file, shape)) {
            connection.setAutoCommit(false);
            insert(connection, shape, library);
            connection.commit();
            for (var photo : library.photos()) {
                if (photo.coldpreview() != null) {
                    var cold = folder.resolve("coldpreviews").resolve(photo.coldpreviewPath());
                    Files.createDirectories(cold.getParent());
                    Files.write(cold, photo.coldpreview());
                }
            }
            return file;
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A database with the tables of a shape and no rows. */
    static Connection empty(Path file, LegacyShape shape) throws SQLException {
        var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        execute(connection, "pragma page_size = 4096");
        for (var statement : shape.schema()) {
            execute(connection, statement);
        }
        return connection;
    }

    /** Changes a database as somebody with SQLite's own tool could. */
    static void change(Path file, String... statements) {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            for (var statement : statements) {
                execute(connection, statement);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void insert(Connection connection, LegacyShape shape, LegacyLibrary library) throws SQLException {
        for (var author : library.authors()) {
            insert(
                    connection,
                    "authors (id, name, email, bio, created_at, updated_at)",
                    author.id(),
                    author.name(),
                    author.email(),
                    author.bio(),
                    author.createdAt(),
                    author.updatedAt());
        }
        if (shape.hasStorages()) {
            for (var storage : library.storages()) {
                insert(
                        connection,
                        "file_storages (id, storage_uuid, directory_name, base_path, display_name, description, created_at, updated_at)",
                        storage.id(),
                        storage.uuid(),
                        storage.directory(),
                        storage.basePath(),
                        storage.displayName(),
                        storage.description(),
                        storage.createdAt(),
                        storage.updatedAt());
            }
        }
        for (var session : library.sessions()) {
            insert(
                    connection,
                    "import_sessions (id, imported_at, title, description, default_author_id, created_at, updated_at)",
                    session.id(),
                    session.importedAt(),
                    session.title(),
                    session.description(),
                    session.defaultAuthorId(),
                    session.createdAt(),
                    session.updatedAt());
            if (shape.hasStorageLocation()) {
                execute(
                        connection,
                        "update import_sessions set storage_location = '/mnt/disk' where id = " + session.id());
            }
        }
        for (var photo : library.photos()) {
            insertPhoto(connection, photo);
            var files = library.filesOf(photo);
            if (shape.hasPhotoSessions() && !files.isEmpty() && files.getFirst().sessionId() != null) {
                execute(
                        connection,
                        "update photos set import_session_id = %d where hothash = '%s'"
                                .formatted(files.getFirst().sessionId(), photo.hothash()));
            }
        }
        for (var file : library.files()) {
            insertFile(connection, shape, file);
        }
    }

    private static void insertPhoto(Connection connection, LegacyLibrary.Photo photo) throws SQLException {
        insert(
                connection,
                "photos (hothash, width, height, taken_at, gps_latitude, gps_longitude, title, description, tags, rating, author_id, coldpreview_path, created_at, updated_at)",
                photo.hothash(),
                photo.width(),
                photo.height(),
                photo.takenAt(),
                photo.latitude(),
                photo.longitude(),
                photo.title(),
                photo.description(),
                LegacyGenerator.json(photo.tags()),
                photo.rating(),
                photo.authorId(),
                photo.coldpreviewPath(),
                photo.createdAt(),
                photo.updatedAt());
    }

    private static void insertFile(Connection connection, LegacyShape shape, LegacyLibrary.File file)
            throws SQLException {
        insert(
                connection,
                "image_files (id, filename, file_size, hotpreview, perceptual_hash, photo_hothash, created_at, updated_at)",
                file.id(),
                file.filename(),
                file.fileSize(),
                file.hotpreview(),
                file.perceptualHash(),
                file.photoHothash(),
                file.createdAt(),
                file.updatedAt());
        if (shape.hasExifDict()) {
            update(connection, file.id(), "exif_dict", LegacyGenerator.json(file.exif()));
        } else {
            update(connection, file.id(), "exif_data", new byte[] {'E', 'x', 'i', 'f', 0, 0, (byte) 0xff});
        }
        if (!shape.hasPhotoSessions()) {
            update(connection, file.id(), "import_session_id", file.sessionId());
            update(connection, file.id(), "imported_time", file.importedTime());
            update(connection, file.id(), "imported_info", LegacyGenerator.json(file.importedInfo()));
            update(connection, file.id(), "local_storage_info", LegacyGenerator.json(file.localInfo()));
            update(connection, file.id(), "cloud_storage_info", LegacyGenerator.json(file.cloudInfo()));
        }
    }

    private static void update(Connection connection, long id, String column, Object value) throws SQLException {
        try (var statement =
                connection.prepareStatement("update image_files set %s = ? where id = ?".formatted(column))) {
            statement.setObject(1, sqlite(value));
            statement.setLong(2, id);
            statement.execute();
        }
    }

    static void insert(Connection connection, String tableAndColumns, Object... values) throws SQLException {
        var places = ", ?".repeat(values.length).substring(2);
        try (var statement =
                connection.prepareStatement("insert into %s values (%s)".formatted(tableAndColumns, places))) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, sqlite(values[i]));
            }
            statement.execute();
        }
    }

    private static Object sqlite(Object value) {
        return value instanceof LocalDateTime time ? TIME.format(time) : value;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
