package org.imalink.library;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * An image file that comes into the library.
 *
 * @param hotpreview the bytes whose SHA-256 names the photo
 * @param fileSize bytes of the original
 * @param sha256 of the original, lower-case hex, when the server has read it
 * @param perceptualHash 16 hex digits, but old clients send what they like
 * @param importSessionId not checked: a session that does not exist reads as none
 * @param exifDict JSON, kept as it comes; so are the other three
 * @param metadata used only when the photo is born with this file
 * @param capture for files that the server has read
 */
public record NewImageFile(
        String filename,
        byte[] hotpreview,
        @Nullable Long fileSize,
        @Nullable String sha256,
        boolean raw,
        @Nullable String perceptualHash,
        @Nullable Long importSessionId,
        @Nullable String exifDict,
        @Nullable String importedInfo,
        @Nullable String localStorageInfo,
        @Nullable String cloudStorageInfo,
        PhotoMetadata metadata,
        @Nullable Capture capture) {

    /**
     * @param width upright, pixels
     * @param height upright, pixels
     * @param takenAt local time of the camera
     * @param takenOffsetMinutes east of UTC, when the camera told
     * @param takenSource where {@code takenAt} comes from: {@code exif}, {@code file} or {@code client}
     * @param latitude degrees north, -90 to 90
     * @param longitude degrees east, -180 to 180
     */
    public record PhotoMetadata(
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable LocalDateTime takenAt,
            @Nullable Integer takenOffsetMinutes,
            @Nullable String takenSource,
            @Nullable Double latitude,
            @Nullable Double longitude,
            @Nullable Long authorId) {

        public static final PhotoMetadata NONE = new PhotoMetadata(null, null, null, null, null, null, null, null);
    }

    /**
     * How a file was made.
     *
     * @param format jpeg, png, heic, ...
     * @param width upright, pixels
     * @param height upright, pixels
     * @param orientation 1 to 8 as EXIF has it
     * @param exposureTime seconds
     * @param aperture f-number
     * @param focalLength millimetres
     * @param previewTool what took the preview out of a RAW file; null for a picture
     */
    public record Capture(
            String format,
            @Nullable Integer width,
            @Nullable Integer height,
            int orientation,
            @Nullable String cameraMake,
            @Nullable String cameraModel,
            @Nullable String lens,
            @Nullable Double exposureTime,
            @Nullable Double aperture,
            @Nullable Integer iso,
            @Nullable Double focalLength,
            @Nullable String previewTool) {

        /** Of a picture. */
        public Capture(
                String format,
                @Nullable Integer width,
                @Nullable Integer height,
                int orientation,
                @Nullable String cameraMake,
                @Nullable String cameraModel,
                @Nullable String lens,
                @Nullable Double exposureTime,
                @Nullable Double aperture,
                @Nullable Integer iso,
                @Nullable Double focalLength) {
            this(
                    format,
                    width,
                    height,
                    orientation,
                    cameraMake,
                    cameraModel,
                    lens,
                    exposureTime,
                    aperture,
                    iso,
                    focalLength,
                    null);
        }
    }
}
