package org.imalink.preview;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The kinds of image files the server can show, told apart by their first bytes alone. */
public enum ImageFormat {
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png"),
    GIF("image/gif", "gif"),
    BMP("image/bmp", "bmp"),
    TIFF("image/tiff", "tiff"),
    WEBP("image/webp", "webp"),
    /** Only where libvips is installed. */
    HEIC("image/heic", "heic"),
    /** Only where libvips is installed. */
    AVIF("image/avif", "avif"),
    /** Only where libvips is installed. */
    JXL("image/jxl", "jxl"),
    /**
     * What cameras write before they make a picture of it, of any maker; what is shown is the preview inside. Many are TIFF
     * files that only their directories tell from pictures: these pass as {@link #TIFF} here.
     */
    RAW("image/x-raw", "raw");

    /** How many first bytes of a file {@link #sniff} wants to see; fewer are enough when the file is shorter. */
    public static final int HEAD_BYTES = 64;

    private static final Set<String> HEIC_BRANDS = Set.of("heic", "heix", "heim", "heis", "mif1");
    private static final String CANON_RAW_BRAND = "crx ";
    private static final String JXL_CONTAINER = "\0\0\0\fJXL \r\n\u0087\n";

    /** Olympus, Panasonic, Fujifilm, Canon before CR2, Minolta, Sigma. */
    private static final List<String> RAW_SIGNATURES =
            List.of("IIRO", "IIRS", "MMOR", "IIU\0", "FUJIFILMCCD-RAW ", "II\32\0\0\0HEAPCCDR", "\0MRM", "FOVb");

    private static final Set<Integer> BMP_HEADER_SIZES = Set.of(12, 40, 52, 56, 64, 108, 124);

    private final String mediaType;
    private final String extension;

    ImageFormat(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The usual file name extension, without a dot. */
    public String extension() {
        return extension;
    }

    /** The format of a file that begins with these bytes; empty when it is none of these. */
    public static Optional<ImageFormat> sniff(byte[] head) {
        if (startsWith(head, 0, "\u00ff\u00d8\u00ff")) {
            return Optional.of(JPEG);
        }
        if (startsWith(head, 0, "\u0089PNG\r\n\u001a\n")) {
            return Optional.of(PNG);
        }
        if (startsWith(head, 0, "GIF87a") || startsWith(head, 0, "GIF89a")) {
            return Optional.of(GIF);
        }
        if (startsWith(head, 0, "BM") && head.length >= 18 && BMP_HEADER_SIZES.contains((int) head[14])) {
            return Optional.of(BMP);
        }
        if (isTiff(head)) {
            return Optional.of(TIFF);
        }
        if (startsWith(head, 0, "RIFF") && startsWith(head, 8, "WEBP")) {
            return Optional.of(WEBP);
        }
        // Two bytes are the whole signature of a bare codestream.
        if (startsWith(head, 0, JXL_CONTAINER) || (startsWith(head, 0, "\u00ff\n") && head.length > 2)) {
            return Optional.of(JXL);
        }
        if (isRaw(head)) {
            return Optional.of(RAW);
        }
        return startsWith(head, 4, "ftyp") ? sniffBrands(head) : Optional.empty();
    }

    private static boolean isRaw(byte[] head) {
        boolean canon = (startsWith(head, 0, "II*\0") || startsWith(head, 0, "MM\0*")) && startsWith(head, 8, "CR");
        return canon || RAW_SIGNATURES.stream().anyMatch(signature -> startsWith(head, 0, signature));
    }

    /** Canon's CR2 begins like a TIFF and is none: its first picture is a thumbnail. */
    private static boolean isTiff(byte[] head) {
        return (startsWith(head, 0, "II*\0") || startsWith(head, 0, "MM\0*")) && !startsWith(head, 8, "CR");
    }

    private static Optional<ImageFormat> sniffBrands(byte[] head) {
        boolean heic = false;
        // The major brand, its version, then the brands it is compatible with.
        for (int position = 8; position + 4 <= head.length; position += position == 8 ? 8 : 4) {
            var brand = new String(head, position, 4, StandardCharsets.ISO_8859_1);
            if (brand.equals("avif")) {
                return Optional.of(AVIF);
            }
            if (brand.equals(CANON_RAW_BRAND)) {
                return Optional.of(RAW);
            }
            heic |= HEIC_BRANDS.contains(brand);
        }
        return heic ? Optional.of(HEIC) : Optional.empty();
    }

    private static boolean startsWith(byte[] head, int offset, String text) {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return head.length >= offset + bytes.length
                && Arrays.equals(head, offset, offset + bytes.length, bytes, 0, bytes.length);
    }
}
