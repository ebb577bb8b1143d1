package org.imalink.ingest.legacy;

import java.util.List;
import java.util.Map;

/** The tables of the old server, and which of their columns are taken, in the order in which digests have them. */
final class LegacyTables {
    static final String AUTHORS = "authors";
    static final String FILE_STORAGES = "file_storages";
    static final String IMPORT_SESSIONS = "import_sessions";
    static final String PHOTOS = "photos";
    static final String IMAGE_FILES = "image_files";

    /** Not tables there: the preview of each photo, which its files carry, and the files with the medium ones. */
    static final String HOTPREVIEWS = "hotpreviews";

    static final String COLDPREVIEWS = "coldpreviews";

    static final List<String> TAKEN =
            List.of(AUTHORS, FILE_STORAGES, IMPORT_SESSIONS, PHOTOS, IMAGE_FILES, HOTPREVIEWS, COLDPREVIEWS);

    static final Map<String, List<String>> COLUMNS = Map.of(
            AUTHORS,
            List.of("id", "name", "email", "bio", "created_at", "updated_at"),
            FILE_STORAGES,
            List.of(
                    "id",
                    "storage_uuid",
                    "directory_name",
                    "base_path",
                    "display_name",
                    "description",
                    "created_at",
                    "updated_at"),
            IMPORT_SESSIONS,
            List.of(
                    "id",
                    "imported_at",
                    "title",
                    "description",
                    "file_storage_id",
                    "default_author_id",
                    "created_at",
                    "updated_at"),
            PHOTOS,
            List.of(
                    "hothash",
                    "width",
                    "height",
                    "taken_at",
                    "gps_latitude",
                    "gps_longitude",
                    "title",
                    "description",
                    "rating",
                    "author_id",
                    "coldpreview_path",
                    "created_at",
                    "updated_at",
                    "search_text"),
            IMAGE_FILES,
            List.of(
                    "id",
                    "filename",
                    "file_size",
                    "is_raw",
                    "exif_dict",
                    "perceptual_hash",
                    "photo_hothash",
                    "import_session_id",
                    "imported_time",
                    "imported_info",
                    "local_storage_info",
                    "cloud_storage_info",
                    "created_at",
                    "updated_at"));

    /** Columns that are used in another way than by copying them. */
    private static final Map<String, List<String>> USED = Map.of(
            PHOTOS,
            List.of("tags", "coldpreview_width", "coldpreview_height", "coldpreview_size", "import_session_id"),
            IMAGE_FILES,
            List.of("hotpreview", "exif_data"));

    private LegacyTables() {}

    /** Whether a column of the old database is known, in any of its shapes. */
    static boolean isKnown(String table, String column) {
        return COLUMNS.getOrDefault(table, List.of()).contains(column)
                || USED.getOrDefault(table, List.of()).contains(column);
    }
}
