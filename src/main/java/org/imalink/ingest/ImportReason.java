package org.imalink.ingest;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.imalink.operation.jobs.JobOutcome;

/**
 * Why a file had its outcome. The codes are part of the HTTP contract: one that is no longer used is struck out here and
 * never used for something else.
 */
public enum ImportReason {
    NEW(JobOutcome.ADDED, "New in the library."),
    UNCHANGED(JobOutcome.KNOWN, "The file has not changed since it was imported."),
    KEYWORDS_LEFT_OUT(JobOutcome.ADDED, "New in the library; of some of its keywords no tags can be made."),
    METADATA_UNREAD(
            JobOutcome.ADDED,
            "New in the library, but what the camera wrote into the file could not be read; the next import tries again."),
    METADATA_STILL_UNREAD(
            JobOutcome.KNOWN,
            "What the camera wrote into the file could not be read this time either; the next import tries again."),
    METADATA_READ(JobOutcome.KNOWN, "What the camera wrote into the file could be read now."),
    SIDECAR_TAKEN(JobOutcome.KNOWN, "The photo has what this file says of it."),
    SAME_CONTENT(JobOutcome.KNOWN, "The library has this file; this is one more place of it."),
    OUT_OF_TRASH(JobOutcome.KNOWN, "The photo was in the trash and is back in the library."),

    HIDDEN(JobOutcome.SKIPPED, "Hidden files and the folders of systems are left out."),
    OWN_DATA(JobOutcome.SKIPPED, "This is the server's own data directory."),
    SYMBOLIC_LINK(JobOutcome.SKIPPED, "Links are not followed."),
    SPECIAL_FILE(JobOutcome.SKIPPED, "This is a pipe, a socket or a device, not a file."),
    NOT_A_PHOTO(JobOutcome.SKIPPED, "This is not a photo."),
    VIDEO_NOT_YET(JobOutcome.SKIPPED, "Videos are not imported yet."),
    // Struck out: raw_not_yet, sidecar_not_yet.
    SIDECAR_UNKNOWN(JobOutcome.SKIPPED, "This belongs to a photo; of such files only XMP is read."),
    SIDECAR_ALONE(JobOutcome.SKIPPED, "The library has no photo that this file belongs to."),
    SIDECAR_KEPT_OUT(
            JobOutcome.SKIPPED,
            "The photo was edited in the library after its import, so that what this file says is not taken over."),
    NEEDS_LIBVIPS(
            JobOutcome.SKIPPED,
            "HEIC, AVIF and JPEG XL need libvips with their decoders (package libvips-tools); it is not installed."),
    NEEDS_EXIFTOOL(
            JobOutcome.SKIPPED,
            "The preview in this RAW file can only be found by ExifTool (package libimage-exiftool-perl); it is not"
                    + " installed."),
    IN_TRASH(JobOutcome.SKIPPED, "This photo is in the trash; an import of this folder by hand brings it back."),
    REMOVED(JobOutcome.SKIPPED, "This photo was deleted; an import of this folder by hand brings it back."),

    ROOT_GONE(
            JobOutcome.FAILED,
            "Nothing that was known in this folder is there: perhaps its disk is not connected. No photo was marked as"
                    + " missing."),
    NOT_FOUND(JobOutcome.FAILED, "The file or folder does not exist, or has disappeared."),
    UNREADABLE(JobOutcome.FAILED, "The server may not read this, or reading failed."),
    CHANGING(JobOutcome.FAILED, "The file changes while it is read; import again when it is complete."),
    EMPTY(JobOutcome.FAILED, "The file is empty."),
    WRONG_CONTENT(JobOutcome.FAILED, "The name is that of a photo, but the content is not."),
    TRUNCATED(JobOutcome.FAILED, "The file is cut off."),
    DAMAGED(JobOutcome.FAILED, "The file is damaged."),
    TOO_LARGE(JobOutcome.FAILED, "The file has more bytes or pixels than the server takes."),
    NO_PREVIEW(JobOutcome.FAILED, "The RAW file has no preview inside that is large enough to be shown."),
    TIMEOUT(JobOutcome.FAILED, "Reading the picture took too long."),
    UNSUPPORTED(JobOutcome.FAILED, "The picture is of a kind that cannot be shown.");

    private final JobOutcome outcome;
    private final String sentence;

    ImportReason(JobOutcome outcome, String sentence) {
        this.outcome = outcome;
        this.sentence = sentence;
    }

    /** The stable code, such as {@code not_a_photo}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public JobOutcome outcome() {
        return outcome;
    }

    /** The reason with a code; empty for one that was struck out. */
    static Optional<ImportReason> of(String code) {
        return Stream.of(values()).filter(reason -> reason.code().equals(code)).findFirst();
    }

    /** Whether the next scan may say otherwise of a file that lies as it lay, and therefore must look at it again. */
    boolean isOfThisMoment() {
        return switch (this) {
            case HIDDEN,
                    OWN_DATA,
                    SYMBOLIC_LINK,
                    SPECIAL_FILE,
                    NEEDS_LIBVIPS,
                    NEEDS_EXIFTOOL,
                    IN_TRASH,
                    ROOT_GONE,
                    NOT_FOUND,
                    UNREADABLE,
                    METADATA_UNREAD,
                    METADATA_STILL_UNREAD,
                    CHANGING -> true;
            case NEW,
                    UNCHANGED,
                    METADATA_READ,
                    KEYWORDS_LEFT_OUT,
                    SIDECAR_TAKEN,
                    SAME_CONTENT,
                    OUT_OF_TRASH,
                    NOT_A_PHOTO,
                    VIDEO_NOT_YET,
                    SIDECAR_UNKNOWN,
                    SIDECAR_ALONE,
                    SIDECAR_KEPT_OUT,
                    REMOVED,
                    EMPTY,
                    WRONG_CONTENT,
                    TRUNCATED,
                    DAMAGED,
                    TOO_LARGE,
                    NO_PREVIEW,
                    TIMEOUT,
                    UNSUPPORTED -> false;
        };
    }

    /** What it means, for people, in English. */
    public String sentence() {
        return sentence;
    }
}
