package org.imalink.ingest.legacy;

import java.util.List;
import java.util.stream.Stream;

/** The shapes that databases of the single-user server have, by the day on which they were born. */
public enum LegacyShape {
    /** As of 2025-10-19 19:51. */
    CURRENT,
    /** Before: image_files.exif_data instead of exif_dict. */
    EXIF_DATA,
    /** Before 10-19 12:40: photos know the size of their coldpreview. */
    COLDPREVIEW_SIZES,
    /** Before 10-18 21:02: import sessions say where they are stored, and there are no storages. */
    STORAGE_LOCATION,
    /** Before 10-18 10:49: photos say from which import they are, and files nothing of their import. */
    PHOTO_SESSIONS,
    /** A later version, which has no storages any more. */
    WITHOUT_STORAGES;

    boolean hasStorages() {
        return this != STORAGE_LOCATION && this != PHOTO_SESSIONS && this != WITHOUT_STORAGES;
    }

    boolean hasExifDict() {
        return this == CURRENT || this == WITHOUT_STORAGES;
    }

    boolean hasPhotoSessions() {
        return this == PHOTO_SESSIONS;
    }

    boolean hasStorageLocation() {
        return this == STORAGE_LOCATION || this == PHOTO_SESSIONS;
    }

    boolean hasColdpreviewSizes() {
        return this == COLDPREVIEW_SIZES || this == STORAGE_LOCATION || this == PHOTO_SESSIONS;
    }

    /** As SQLAlchemy's create_all writes them. */
    List<String> schema() {
        return Stream.of(
                        """
                        CREATE TABLE authors (id INTEGER NOT NULL, name VARCHAR(255) NOT NULL, email VARCHAR(255), bio TEXT,
                        created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL, PRIMARY KEY (id))""",
                        "CREATE INDEX ix_authors_id ON authors (id)",
                        "CREATE INDEX ix_authors_email ON authors (email)",
                        "CREATE UNIQUE INDEX ix_authors_name ON authors (name)",
                        !hasStorages() ? "" : """
                                CREATE TABLE file_storages (id INTEGER NOT NULL, storage_uuid VARCHAR(36) NOT NULL,
                                directory_name VARCHAR(255) NOT NULL, base_path TEXT NOT NULL, display_name VARCHAR(255),
                                description TEXT, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL,
                                PRIMARY KEY (id))""",
                        !hasStorages() ? "" : "CREATE INDEX ix_file_storages_id ON file_storages (id)",
                        !hasStorages()
                                ? ""
                                : "CREATE UNIQUE INDEX ix_file_storages_storage_uuid ON file_storages (storage_uuid)",
                        !hasStorages()
                                ? ""
                                : "CREATE UNIQUE INDEX ix_file_storages_directory_name ON file_storages (directory_name)",
                        """
                        CREATE TABLE photos (hothash VARCHAR(64) NOT NULL, width INTEGER, height INTEGER, taken_at DATETIME,
                        gps_latitude FLOAT, gps_longitude FLOAT, title VARCHAR(255), description TEXT, tags JSON,
                        rating INTEGER, author_id INTEGER, coldpreview_path VARCHAR(255), %s %s
                        created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL, PRIMARY KEY (hothash),
                        FOREIGN KEY(author_id) REFERENCES authors (id))""".formatted(
                                        hasColdpreviewSizes()
                                                ? "coldpreview_width INTEGER, coldpreview_height INTEGER, coldpreview_size INTEGER,"
                                                : "",
                                        hasPhotoSessions() ? "import_session_id INTEGER," : ""),
                        "CREATE INDEX ix_photos_hothash ON photos (hothash)",
                        "CREATE INDEX ix_photos_author_id ON photos (author_id)",
                        """
                        CREATE TABLE import_sessions (id INTEGER NOT NULL, imported_at DATETIME NOT NULL, title VARCHAR(255),
                        description TEXT, %s %s default_author_id INTEGER, created_at DATETIME NOT NULL,
                        updated_at DATETIME NOT NULL, PRIMARY KEY (id),
                        FOREIGN KEY(default_author_id) REFERENCES authors (id))""".formatted(
                                        hasStorages() ? "file_storage_id INTEGER," : "",
                                        hasStorageLocation() ? "storage_location TEXT," : ""),
                        "CREATE INDEX ix_import_sessions_id ON import_sessions (id)",
                        "CREATE INDEX ix_import_sessions_default_author_id ON import_sessions (default_author_id)",
                        !hasStorages()
                                ? ""
                                : "CREATE INDEX ix_import_sessions_file_storage_id ON import_sessions (file_storage_id)",
                        """
                        CREATE TABLE image_files (id INTEGER NOT NULL, filename VARCHAR(255) NOT NULL, file_size INTEGER,
                        %s, hotpreview BLOB, perceptual_hash VARCHAR(16), photo_hothash VARCHAR(64), %s
                        created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL, PRIMARY KEY (id),
                        FOREIGN KEY(photo_hothash) REFERENCES photos (hothash))""".formatted(
                                        hasExifDict() ? "exif_dict JSON" : "exif_data BLOB",
                                        hasPhotoSessions()
                                                ? ""
                                                : "import_session_id INTEGER, imported_time DATETIME, imported_info JSON, local_storage_info JSON, cloud_storage_info JSON,"),
                        "CREATE INDEX ix_image_files_id ON image_files (id)",
                        "CREATE INDEX ix_image_files_perceptual_hash ON image_files (perceptual_hash)",
                        "CREATE INDEX ix_image_files_photo_hothash ON image_files (photo_hothash)",
                        hasPhotoSessions()
                                ? ""
                                : "CREATE INDEX ix_image_files_import_session_id ON image_files (import_session_id)")
                .filter(statement -> !statement.isEmpty())
                .toList();
    }
}
