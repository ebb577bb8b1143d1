package org.imalink.library;

import java.util.Locale;
import java.util.Set;

/** The format of an image file as its name tells: what the single-user contract calls {@code file_format}. */
public enum FileFormat {
    JPEG(Set.of("jpg", "jpeg")),
    PNG(Set.of("png")),
    GIF(Set.of("gif")),
    BMP(Set.of("bmp")),
    TIFF(Set.of("tif", "tiff")),
    WEBP(Set.of("webp")),
    RAW(Set.of("cr2", "nef", "arw", "dng", "orf", "rw2", "raw")),
    UNKNOWN(Set.of());

    private final Set<String> suffixes;

    FileFormat(Set<String> suffixes) {
        this.suffixes = suffixes;
    }

    public static FileFormat ofName(String filename) {
        var suffix = suffix(filename);
        for (var format : values()) {
            if (format.suffixes.contains(suffix)) {
                return format;
            }
        }
        return UNKNOWN;
    }

    /** What follows the last dot of a name, in lower case; empty when there is none. */
    public static String suffix(String filename) {
        int dot = filename.lastIndexOf('.');
        return dot < 0 ? "" : filename.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
