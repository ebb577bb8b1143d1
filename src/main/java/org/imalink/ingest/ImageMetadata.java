package org.imalink.ingest;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What a file tells of its picture.
 *
 * @param takenAt by the clock of the camera, to the microsecond
 * @param takenOffsetMinutes of that clock east of UTC, where the file tells
 * @param latitude degrees north, -90 to 90; null together with the longitude
 * @param longitude degrees east, -180 to 180
 * @param exposureTime seconds
 * @param aperture f-number
 * @param focalLength millimetres
 * @param orientation how the picture has to be turned, 1 (not at all) to 8 as EXIF numbers them
 * @param description what it says in words
 * @param tags everything the file tells, as JSON {@code {directory: {tag: text}}}; null when it tells nothing
 */
record ImageMetadata(
        @Nullable LocalDateTime takenAt,
        @Nullable Integer takenOffsetMinutes,
        @Nullable Double latitude,
        @Nullable Double longitude,
        @Nullable String cameraMake,
        @Nullable String cameraModel,
        @Nullable String lens,
        @Nullable Double exposureTime,
        @Nullable Double aperture,
        @Nullable Integer iso,
        @Nullable Double focalLength,
        int orientation,
        Description description,
        @Nullable String tags) {

    /** Of a file that tells nothing. */
    static final ImageMetadata NONE = new ImageMetadata(
            null, null, null, null, null, null, null, null, null, null, null, 1, Description.NONE, null);
}
