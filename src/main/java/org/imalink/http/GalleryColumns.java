package org.imalink.http;

import java.util.List;
import org.imalink.library.GalleryPhoto;

/** Writes the photos of a gallery column by column, which says the names of the fields once. */
final class GalleryColumns {
    private GalleryColumns() {}

    static JsonWriter write(JsonWriter out, List<GalleryPhoto> photos) {
        return out.array("hothash", photos, (column, photo) -> column.text(photo.hothash()))
                .array("width", photos, (column, photo) -> column.number(photo.width()))
                .array("height", photos, (column, photo) -> column.number(photo.height()))
                .array("taken_at", photos, (column, photo) -> column.time(photo.takenAt()))
                .array("rating", photos, (column, photo) -> column.number(photo.rating()))
                .array("kind", photos, (column, photo) -> column.text(photo.raw() ? "raw" : "image"));
    }
}
