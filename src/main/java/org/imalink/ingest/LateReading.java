package org.imalink.ingest;

import java.util.Optional;
import java.util.function.LongConsumer;
import org.imalink.access.Scope;
import org.imalink.ingest.Finding.Picture;
import org.imalink.library.LateMetadata;
import org.jooq.DSLContext;

/** What files of the library tell of themselves, where that could not be read when they came into it. */
final class LateReading {
    private LateReading() {}

    /**
     * Takes over what a file tells.
     *
     * @param outdated takes a photo that was changed, as in {@link org.imalink.library.PhotoDescription#apply}
     * @return what is to be told of it; empty when it was not read again, or tells nothing
     */
    static Optional<ImportReason> take(
            DSLContext tx, Scope scope, Finding.Original original, long imageFileId, LongConsumer outdated) {
        if (!(original.picture().orElse(null) instanceof Picture.Known(var told))) {
            return Optional.empty();
        }
        if (told.isEmpty()) {
            return Optional.of(ImportReason.METADATA_STILL_UNREAD);
        }
        var metadata = told.get();
        if (metadata.tags() == null) {
            return Optional.empty();
        }
        var late = new LateMetadata(
                metadata.tags(),
                metadata.takenAt(),
                metadata.takenOffsetMinutes(),
                metadata.orientation(),
                metadata.cameraMake(),
                metadata.cameraModel(),
                metadata.lens(),
                metadata.exposureTime(),
                metadata.aperture(),
                metadata.iso(),
                metadata.focalLength());
        return late.put(tx, scope, imageFileId).map(photoId -> {
            BatchWriter.description(metadata).apply(tx, scope, photoId, outdated);
            return ImportReason.METADATA_READ;
        });
    }
}
