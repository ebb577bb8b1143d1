package org.imalink.library;

import static org.imalink.database.schema.Tables.CAPTURES;
import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.PHOTOS;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.imalink.access.Scope;
import org.imalink.database.Database;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens originals for reading: only at places that the server wrote down, below folders that the operator registered, and
 * only while the file there still has the size it was imported with. Thread-safe.
 */
public final class OriginalFiles {
    private static final Logger LOG = LoggerFactory.getLogger(OriginalFiles.class);

    private final Database database;

    public OriginalFiles(Database database) {
        this.database = database;
    }

    /**
     * Opens the first of an image file's places that can be opened.
     *
     * @return empty when the image file is outside the scope, was never read by the server, or lies nowhere any more
     */
    public Optional<OpenOriginal> open(Scope scope, long imageFileId) {
        var original = scope.read(database, tx -> find(tx, scope, imageFileId));
        return original.flatMap(OriginalFiles::openFirst);
    }

    /** Opens the first of a photo's image files that can be opened, pictures before RAW files; otherwise like {@link #open}. */
    public Optional<OpenOriginal> openOfPhoto(Scope scope, String hothash) {
        var imageFileIds = scope.read(
                database,
                tx -> tx.select(IMAGE_FILES.ID)
                        .from(IMAGE_FILES)
                        .join(PHOTOS)
                        .on(PHOTOS.ID.eq(IMAGE_FILES.PHOTO_ID))
                        .where(Photos.named(scope, hothash), IMAGE_FILES.SHA256.isNotNull())
                        .orderBy(IMAGE_FILES.IS_RAW, IMAGE_FILES.ID)
                        .fetch(IMAGE_FILES.ID));
        for (var imageFileId : imageFileIds) {
            var original = open(scope, imageFileId);
            if (original.isPresent()) {
                return original;
            }
        }
        return Optional.empty();
    }

    private static Optional<Original> find(DSLContext tx, Scope scope, long imageFileId) {
        return tx.select(IMAGE_FILES.FILENAME, IMAGE_FILES.SHA256, CAPTURES.FORMAT)
                .from(IMAGE_FILES)
                .join(CAPTURES)
                .on(CAPTURES.IMAGE_FILE_ID.eq(IMAGE_FILES.ID))
                .where(IMAGE_FILES.ID.eq(imageFileId), IMAGE_FILES.SHA256.isNotNull(), LivePhotos.oneFile(scope))
                .fetchOptional(row -> new Original(
                        row.value1(), row.value2(), row.value3(), FilePlaces.ofImageFile(tx, scope, imageFileId)));
    }

    private static Optional<OpenOriginal> openFirst(Original original) {
        for (var place : original.places()) {
            try {
                var file = RootedFile.open(place.root(), place.path());
                if (file.attributes().size() == place.fileSize()) {
                    return Optional.of(new OpenOriginal(
                            original.filename(),
                            mediaType(original.format()),
                            place.fileSize(),
                            original.sha256(),
                            file));
                }
                file.close();
                LOG.info("The original at {}/{} has another size now", place.root(), place.path());
            } catch (IOException e) {
                LOG.info("The original at {}/{} cannot be opened: {}", place.root(), place.path(), e.toString());
            }
        }
        return Optional.empty();
    }

    private static String mediaType(String format) {
        return switch (format) {
            case "jpeg", "png", "gif", "bmp", "tiff", "webp", "heic", "avif", "jxl" -> "image/" + format;
            default -> "application/octet-stream";
        };
    }

    private record Original(String filename, String sha256, String format, List<FilePlace> places) {}
}
