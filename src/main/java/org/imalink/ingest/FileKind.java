package org.imalink.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.imalink.preview.ImageFormat;

/** What a file is: by its first bytes, and by its name only where these do not tell. */
sealed interface FileKind {
    /** A picture that can be shown here. */
    record Picture(ImageFormat format) implements FileKind {}

    /** Something else. */
    record Other(ImportReason reason) implements FileKind {}

    Set<String> RAW_SUFFIXES = Set.of(
            "3fr", "arw", "cr2", "cr3", "crw", "dcr", "dng", "erf", "fff", "iiq", "k25", "kdc", "mef", "mos", "mrw",
            "nef", "nrw", "orf", "ori", "pef", "raf", "raw", "rw2", "rwl", "sr2", "srf", "srw", "x3f");
    Set<String> VIDEO_SUFFIXES = Set.of(
            "3gp", "avi", "flv", "insv", "m2ts", "m4v", "mkv", "mov", "mp4", "mpeg", "mpg", "mts", "webm", "wmv");
    Set<String> SIDECAR_SUFFIXES = Set.of("aae", "cos", "dop", "on1", "pp3", "thm", "xmp");
    Set<String> PICTURE_SUFFIXES = Set.of(
            "avif", "bmp", "gif", "heic", "heif", "hif", "jfif", "jpe", "jpeg", "jpg", "jxl", "png", "tif", "tiff",
            "webp");

    /**
     * @param name for people, as the file has it
     * @param head the first bytes, up to {@link ImageFormat#HEAD_BYTES}; empty for an empty file
     * @param shown the formats that can be shown here
     */
    static FileKind of(String name, byte[] head, Set<ImageFormat> shown) {
        var suffix = suffix(name);
        if (isSidecar(name, suffix)) {
            return new Other(ImportReason.SIDECAR_UNKNOWN);
        }
        var format = ImageFormat.sniff(head).orElse(null);
        if (format != null) {
            return shown.contains(format) ? new Picture(format) : new Other(notShown(format));
        }
        if (VIDEO_SUFFIXES.contains(suffix) || isIsoMedia(head)) {
            return new Other(ImportReason.VIDEO_NOT_YET);
        }
        if (PICTURE_SUFFIXES.contains(suffix) || RAW_SUFFIXES.contains(suffix)) {
            return new Other(head.length == 0 ? ImportReason.EMPTY : ImportReason.WRONG_CONTENT);
        }
        return new Other(ImportReason.NOT_A_PHOTO);
    }

    private static ImportReason notShown(ImageFormat format) {
        return switch (format) {
            case HEIC, AVIF, JXL -> ImportReason.NEEDS_LIBVIPS;
            case JPEG, PNG, GIF, BMP, TIFF, WEBP, RAW -> ImportReason.UNSUPPORTED;
        };
    }

    /** Google's archives have a JSON file beside each photo, named like it. */
    private static boolean isSidecar(String name, String suffix) {
        return SIDECAR_SUFFIXES.contains(suffix)
                || (suffix.equals("json")
                        && name.chars().filter(character -> character == '.').count() > 1);
    }

    private static boolean isIsoMedia(byte[] head) {
        return startsWith(head, 4, "ftyp");
    }

    private static boolean startsWith(byte[] head, int offset, String text) {
        return new String(head, StandardCharsets.ISO_8859_1).startsWith(text, offset);
    }

    private static String suffix(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
