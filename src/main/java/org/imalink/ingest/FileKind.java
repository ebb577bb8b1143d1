package org.imalink.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.imalink.preview.ImageFormat;

/** What a file is: by its first bytes, and by its name only where these do not tell. */
sealed interface FileKind {
    /** A picture that can be shown here. */
    record Picture(ImageFormat format) implements FileKind {}

    /** What a program wrote about a picture beside it, as XMP. */
    record Sidecar() implements FileKind {}

    /** Something else. */
    record Other(ImportReason reason) implements FileKind {}

    Set<String> RAW_SUFFIXES = Set.of(
            "3fr", "arw", "cr2", "cr3", "crw", "dcr", "dng", "erf", "fff", "iiq", "k25", "kdc", "mef", "mos", "mrw",
            "nef", "nrw", "orf", "ori", "pef", "raf", "raw", "rw2", "rwl", "sr2", "srf", "srw", "x3f");
    Set<String> VIDEO_SUFFIXES = Set.of(
            "3g2", "3gp", "asf", "avi", "divx", "dv", "f4v", "flv", "insv", "lrv", "m2t", "m2ts", "m2v", "m4v", "mkv",
            "mod", "mov", "mp4", "mpe", "mpeg", "mpg", "mts", "mxf", "ogv", "qt", "rm", "rmvb", "tod", "vob", "webm",
            "wmv");
    Set<String> SIDECAR_SUFFIXES = Set.of("aae", "cos", "dop", "on1", "pp3", "thm");
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
        if (suffix.equals(ShotName.SIDECAR_SUFFIX)) {
            return new Sidecar();
        }
        if (isSidecar(name, suffix)) {
            return new Other(ImportReason.SIDECAR_UNKNOWN);
        }
        var format = ImageFormat.sniff(head).orElse(null);
        if (format != null) {
            return shown.contains(format) ? new Picture(format) : new Other(notShown(format));
        }
        if (VIDEO_SUFFIXES.contains(suffix) || isVideo(head)) {
            return new Other(ImportReason.VIDEO_NOT_YET);
        }
        if (PICTURE_SUFFIXES.contains(suffix) || RAW_SUFFIXES.contains(suffix)) {
            return new Other(head.length == 0 ? ImportReason.EMPTY : ImportReason.WRONG_CONTENT);
        }
        return new Other(ImportReason.NOT_A_PHOTO);
    }

    /** Why a file is not taken, where that can be told before anything of it is here. */
    static Optional<ImportReason> refusedByName(String name) {
        return VIDEO_SUFFIXES.contains(suffix(name)) ? Optional.of(ImportReason.VIDEO_NOT_YET) : Optional.empty();
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

    /** MP4 and QuickTime, also from before they had a type; AVI, Matroska, Windows Media, Flash, MPEG. */
    private static boolean isVideo(byte[] head) {
        boolean quickTime = Stream.of("ftyp", "moov", "mdat", "wide", "pnot").anyMatch(box -> startsWith(head, 4, box));
        boolean avi = startsWith(head, 0, "RIFF") && startsWith(head, 8, "AVI ");
        return quickTime
                || avi
                || Stream.of("\32E\u00df\u00a3", "0&\u00b2u", "FLV\1", "\0\0\1\u00ba", "\0\0\1\u00b3")
                        .anyMatch(signature -> startsWith(head, 0, signature));
    }

    private static boolean startsWith(byte[] head, int offset, String text) {
        return new String(head, StandardCharsets.ISO_8859_1).startsWith(text, offset);
    }

    private static String suffix(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
