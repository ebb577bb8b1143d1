package org.imalink.ingest;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.imalink.access.Scope;
import org.imalink.ingest.Finding.Picture;
import org.imalink.library.LibraryRoot;
import org.imalink.library.Neighbour;
import org.imalink.preview.ImageFormat;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Decides which photo a RAW file and a picture of the same shot share. They lie in the same folder under the same name, were
 * taken at the same moment, and by the same camera where both tell one; a file that tells no moment pairs with nothing. A
 * RAW file joins the first picture, a picture only a photo that has none yet: two pictures never pair.
 */
final class ShotPairing {
    private ShotPairing() {}

    static boolean isRaw(Picture.Shown shown) {
        return shown.rendering().format() == ImageFormat.RAW;
    }

    /** The photo that a new file belongs to; empty when it is a photo of its own. */
    static Optional<Long> photoOf(DSLContext tx, Scope scope, LibraryRoot root, String path, Picture.Shown shown) {
        var name = ShotName.of(path);
        boolean raw = isRaw(shown);
        return Neighbour.find(tx, scope, root, ShotName.withoutSuffix(path)).stream()
                .filter(neighbour -> ShotName.of(neighbour.path()).equals(name)
                        && !neighbour.path().equals(path))
                .filter(neighbour -> raw ? !neighbour.raw() : neighbour.onlyRaw())
                .filter(neighbour -> isSameShot(shown.metadata(), neighbour))
                .map(Neighbour::photoId)
                .findFirst();
    }

    /**
     * The photo that an XMP file describes: that of the file whose whole name it carries, else that of the RAW file of its
     * name, else the only one of its name.
     *
     * @return the photos that it could be; exactly one when it is clear
     */
    static List<Long> described(DSLContext tx, Scope scope, LibraryRoot root, String path) {
        var whole = ShotName.withoutSuffix(path);
        var name = ShotName.of(path);
        var neighbours = Neighbour.find(tx, scope, root, name.beginning()).stream()
                .filter(neighbour -> ShotName.of(neighbour.path()).equals(name))
                .toList();
        var named = photos(neighbours.stream()
                .filter(neighbour -> neighbour.path().equalsIgnoreCase(whole))
                .toList());
        var raw = photos(neighbours.stream().filter(Neighbour::raw).toList());
        return named.size() == 1 ? named : raw.size() == 1 ? raw : photos(neighbours);
    }

    private static List<Long> photos(List<Neighbour> neighbours) {
        return neighbours.stream().map(Neighbour::photoId).distinct().toList();
    }

    private static boolean isSameShot(ImageMetadata metadata, Neighbour neighbour) {
        return isSameMoment(metadata.takenAt(), neighbour.takenAt())
                && isSameText(metadata.cameraMake(), neighbour.cameraMake())
                && isSameText(metadata.cameraModel(), neighbour.cameraModel());
    }

    /** To the second, and below it where both tell: many cameras write parts of a second into one of the files only. */
    private static boolean isSameMoment(@Nullable LocalDateTime one, @Nullable LocalDateTime other) {
        return one != null
                && other != null
                && one.truncatedTo(ChronoUnit.SECONDS).equals(other.truncatedTo(ChronoUnit.SECONDS))
                && (one.getNano() == 0 || other.getNano() == 0 || one.getNano() == other.getNano());
    }

    private static boolean isSameText(@Nullable String one, @Nullable String other) {
        return one == null || other == null || one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
    }
}
