package org.imalink.ingest;

import java.util.Locale;
import org.imalink.library.EncodedPath;

/**
 * The name that files of one shot share: their folder and what stands before the suffix, whatever the case of ASCII letters.
 * {@code DSC_1.NEF}, {@code dsc_1.jpg}, {@code DSC_1.xmp} and {@code DSC_1.NEF.xmp} share one.
 *
 * @param beginning the path before the suffix, below the root, encoded
 */
record ShotName(String beginning) {
    static final String SIDECAR_SUFFIX = "xmp";

    static ShotName of(String path) {
        var stem = withoutSuffix(path);
        if (suffix(path).equals(SIDECAR_SUFFIX) && isPicture(suffix(stem))) {
            stem = withoutSuffix(stem);
        }
        return new ShotName(stem.toLowerCase(Locale.ROOT));
    }

    /** Whether a file of this name may be one of several of a shot. */
    static boolean isOfShot(String path) {
        var suffix = suffix(path);
        return isPicture(suffix) || suffix.equals(SIDECAR_SUFFIX);
    }

    /** Whether a file of this name is a RAW file. */
    static boolean isRaw(String path) {
        return FileKind.RAW_SUFFIXES.contains(suffix(path));
    }

    private static boolean isPicture(String suffix) {
        return FileKind.RAW_SUFFIXES.contains(suffix) || FileKind.PICTURE_SUFFIXES.contains(suffix);
    }

    /** Everything before the last dot of the last name. */
    static String withoutSuffix(String path) {
        int dot = path.lastIndexOf('.');
        return dot <= path.lastIndexOf('/') + 1 ? path : path.substring(0, dot);
    }

    private static String suffix(String path) {
        var name = EncodedPath.lastName(path);
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
