package org.imalink.http;

import java.util.Locale;
import java.util.Objects;
import org.imalink.library.FileFormat;
import org.imalink.library.Photo;
import org.jspecify.annotations.Nullable;

/** Writes a photo with exactly the fields of the single-user contract: its clients refuse any other. */
final class PhotoJson {
    private PhotoJson() {}

    /** @param hotpreview null when it is missing */
    static void write(JsonWriter out, Photo photo, byte @Nullable [] hotpreview) {
        out.field("hothash", photo.hothash())
                .field("hotpreview", hotpreview)
                .field("width", photo.width())
                .field("height", photo.height());
        writeColdpreview(out, photo.coldpreviewPath(), photo.coldpreview());
        out.field("taken_at", photo.takenAt())
                .field("gps_latitude", photo.latitude())
                .field("gps_longitude", photo.longitude())
                .field("title", photo.title())
                .field("description", photo.description())
                .array("tags", photo.tags(), JsonWriter::text)
                .field("rating", photo.rating())
                .field("created_at", photo.createdAt())
                .field("updated_at", photo.updatedAt())
                .object(
                        "author",
                        photo.author(),
                        (fields, author) -> fields.field("id", author.id()).field("name", author.name()))
                .field("author_id", photo.authorId());
        var files = photo.files();
        var imported = files.stream()
                .map(Photo.File::importedAt)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        out.array(
                        "import_sessions",
                        files.stream()
                                .map(Photo.File::importSessionId)
                                .filter(Objects::nonNull)
                                .distinct()
                                .toList(),
                        JsonWriter::number)
                .field("first_imported", imported.isEmpty() ? null : imported.getFirst())
                .field("last_imported", imported.isEmpty() ? null : imported.getLast())
                .field("has_gps", photo.hasGps())
                .field("has_raw_companion", photo.hasRawCompanion())
                .field("primary_filename", photo.primaryFilename())
                .array("files", files, (list, file) -> list.object(file, PhotoJson::writeFile));
    }

    private static void writeColdpreview(
            JsonWriter out, @Nullable String path, Photo.@Nullable Coldpreview coldpreview) {
        out.field("coldpreview_path", path);
        if (coldpreview == null) {
            out.nullField("coldpreview_width").nullField("coldpreview_height").nullField("coldpreview_size");
        } else {
            out.field("coldpreview_width", coldpreview.width())
                    .field("coldpreview_height", coldpreview.height())
                    .field("coldpreview_size", coldpreview.fileSize());
        }
    }

    private static void writeFile(JsonWriter out, Photo.File file) {
        out.field("id", file.id())
                .field("filename", file.filename())
                .field("file_format", FileFormat.ofName(file.filename()).name().toLowerCase(Locale.ROOT))
                .field("file_size", file.fileSize());
    }
}
