package org.imalink.http;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.imalink.ingest.legacy.LegacyLibrary;

/** What the old server would have answered for the rows of a library. */
final class LegacyAnswers {
    private final LegacyLibrary library;

    LegacyAnswers(LegacyLibrary library) {
        this.library = library;
    }

    Map<String, Object> json(LegacyLibrary.Photo photo) {
        var files = library.filesOf(photo);
        var preview = library.hotpreviewOf(photo);
        var author = library.authors().stream()
                .filter(each -> Objects.equals(each.id(), photo.authorId()))
                .findFirst();
        var json = new LinkedHashMap<String, Object>();
        json.put("hothash", photo.hothash());
        json.put("hotpreview", preview == null ? null : Base64.getEncoder().encodeToString(preview));
        json.put("width", photo.width());
        json.put("height", photo.height());
        json.put("coldpreview_path", photo.coldpreviewPath());
        var size = photo.coldpreview() == null
                ? new Integer[2]
                : Arrays.stream(DrawnPicture.size(photo.coldpreview()).split("x"))
                        .map(Integer::valueOf)
                        .toArray(Integer[]::new);
        json.put("coldpreview_width", size[0]);
        json.put("coldpreview_height", size[1]);
        json.put("coldpreview_size", photo.coldpreview() == null ? null : photo.coldpreview().length);
        json.put("taken_at", text(photo.takenAt()));
        json.put("gps_latitude", photo.latitude());
        json.put("gps_longitude", photo.longitude());
        json.put("title", photo.title());
        json.put("description", photo.description());
        json.put("tags", photo.tags());
        json.put("rating", photo.rating());
        json.put("created_at", text(photo.createdAt()));
        json.put("updated_at", text(photo.updatedAt()));
        json.put(
                "author",
                author.map(each -> new LinkedHashMap<>(Map.of("id", each.id(), "name", each.name())))
                        .orElse(null));
        json.put("author_id", photo.authorId());
        json.put(
                "import_sessions",
                files.stream()
                        .map(LegacyLibrary.File::sessionId)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
        var imported = files.stream()
                .map(LegacyLibrary.File::importedTime)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        json.put("first_imported", imported.isEmpty() ? null : text(imported.getFirst()));
        json.put("last_imported", imported.isEmpty() ? null : text(imported.getLast()));
        json.put("has_gps", photo.latitude() != null && photo.longitude() != null);
        var raw = files.stream().filter(file -> isRaw(file.filename())).count();
        json.put("has_raw_companion", raw > 0 && raw < files.size());
        json.put(
                "primary_filename",
                files.stream()
                        .map(LegacyLibrary.File::filename)
                        .filter(name -> List.of("jpg", "jpeg").contains(suffix(name)))
                        .findFirst()
                        .orElse(files.isEmpty() ? "Unknown" : files.getFirst().filename()));
        json.put(
                "files",
                files.stream()
                        .map(file -> {
                            var each = new LinkedHashMap<String, Object>();
                            each.put("id", file.id());
                            each.put("filename", file.filename());
                            each.put("file_format", format(file.filename()));
                            each.put("file_size", file.fileSize());
                            return each;
                        })
                        .toList());
        return json;
    }

    Map<String, Object> json(LegacyLibrary.File file) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", file.id());
        json.put("photo_hothash", file.photoHothash());
        json.put("filename", file.filename());
        json.put("file_size", file.fileSize());
        json.put("has_hotpreview", true);
        json.put("perceptual_hash", file.perceptualHash());
        json.put("import_session_id", file.sessionId());
        json.put("imported_time", text(file.importedTime()));
        json.put("imported_info", file.importedInfo());
        json.put("local_storage_info", file.localInfo());
        json.put("cloud_storage_info", file.cloudInfo());
        json.put("file_format", suffix(file.filename()).isEmpty() ? null : suffix(file.filename()));
        json.put("file_path", null);
        json.put("original_filename", file.filename());
        json.put("created_at", text(file.createdAt()));
        for (var always : List.of("taken_at", "width", "height", "gps_latitude", "gps_longitude")) {
            json.put(always, null);
        }
        json.put("has_gps", false);
        json.put("has_raw_companion", isRaw(file.filename()));
        return json;
    }

    static Map<String, Object> json(LegacyLibrary.Author author) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", author.id());
        json.put("name", author.name());
        json.put("email", author.email());
        json.put("bio", author.bio());
        json.put("created_at", text(author.createdAt()));
        json.put("image_count", 0);
        return json;
    }

    Map<String, Object> json(LegacyLibrary.Session session) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", session.id());
        json.put("imported_at", text(session.importedAt()));
        json.put("title", session.title());
        json.put("description", session.description());
        json.put("default_author_id", session.defaultAuthorId());
        json.put(
                "images_count",
                library.files().stream()
                        .filter(file -> Objects.equals(file.sessionId(), session.id()))
                        .count());
        return json;
    }

    static Map<String, Object> json(LegacyLibrary.Storage storage) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", storage.id());
        json.put("storage_uuid", storage.uuid());
        json.put("directory_name", storage.directory());
        json.put("base_path", storage.basePath());
        json.put(
                "full_path",
                storage.basePath().isEmpty() ? storage.directory() : storage.basePath() + "/" + storage.directory());
        json.put("display_name", storage.displayName());
        json.put("description", storage.description());
        json.put("created_at", text(storage.createdAt()));
        json.put("updated_at", text(storage.updatedAt()));
        return json;
    }

    static String text(LocalDateTime time) {
        if (time == null) {
            return null;
        }
        var seconds = "%04d-%02d-%02dT%02d:%02d:%02d"
                .formatted(
                        time.getYear(),
                        time.getMonthValue(),
                        time.getDayOfMonth(),
                        time.getHour(),
                        time.getMinute(),
                        time.getSecond());
        return time.getNano() == 0 ? seconds : seconds + ".%06d".formatted(time.getNano() / 1000);
    }

    private static String suffix(String name) {
        return name.contains(".") ? name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT) : "";
    }

    static boolean isRaw(String name) {
        return format(name).equals("raw");
    }

    private static String format(String name) {
        return switch (suffix(name)) {
            case "jpg", "jpeg" -> "jpeg";
            case "png", "gif", "bmp", "webp" -> suffix(name);
            case "tif", "tiff" -> "tiff";
            case "cr2", "nef", "arw", "dng", "orf", "rw2", "raw" -> "raw";
            default -> "unknown";
        };
    }
}
