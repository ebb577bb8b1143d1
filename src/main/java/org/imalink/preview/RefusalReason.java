package org.imalink.preview;

/** Why a file has no preview. Codes are kept in results for ever: one is struck out, never reused. */
public enum RefusalReason {
    DAMAGED("damaged", "The image is damaged and cannot be shown."),
    TRUNCATED("truncated", "The file ends too early; a part of the image is missing."),
    TOO_LARGE("too_large", "The image has more pixels than this server opens."),
    TIMEOUT("timeout", "The image took too long to open."),
    UNSUPPORTED("unsupported", "This kind of file cannot be shown."),
    UNREADABLE("unreadable", "The file cannot be read; it may be gone, or its permissions forbid it."),
    NO_PREVIEW("no_preview", "The RAW file has no preview inside that is large enough to be shown."),
    NEEDS_EXIFTOOL(
            "needs_exiftool",
            "No preview was found in this RAW file; ExifTool may find one (package libimage-exiftool-perl) and is not"
                    + " installed."),
    OUT_OF_MEMORY("out_of_memory", "The image needs more memory to open than this server allows.");

    private final String code;
    private final String sentence;

    RefusalReason(String code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    /** For machines. */
    public String code() {
        return code;
    }

    /** For people, in English. */
    public String sentence() {
        return sentence;
    }
}
