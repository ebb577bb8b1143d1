package org.imalink.http;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import org.imalink.library.NewImageFile.PhotoMetadata;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a client's {@code exif_dict} says about a photo, read as the single-user server did: in the order date, place, size,
 * and up to the first value that is no number. A place that is not on Earth is left out.
 */
final class ClientMetadata {
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT),
            DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT));

    private ClientMetadata() {}

    static PhotoMetadata of(JsonNode exifDict) {
        var takenAt = date(exifDict.path("date_taken"));
        Double latitude = null;
        Double longitude = null;
        Integer width = null;
        Integer height = null;
        try {
            latitude = real(exifDict.path("gps").path("latitude"));
            longitude = real(exifDict.path("gps").path("longitude"));
            width = whole(exifDict.path("image_info").path("width"));
            height = whole(exifDict.path("image_info").path("height"));
        } catch (NumberFormatException e) {
            // As it always was: what came before the unreadable value counts, the rest does not.
        }
        boolean onEarth =
                latitude != null && longitude != null && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
        return new PhotoMetadata(
                width,
                height,
                takenAt,
                null,
                takenAt == null ? null : "client",
                onEarth ? latitude : null,
                onEarth ? longitude : null,
                null);
    }

    private static @Nullable LocalDateTime date(JsonNode sent) {
        if (!sent.isString()) {
            return null;
        }
        for (var format : DATES) {
            try {
                var date = LocalDateTime.parse(sent.stringValue(), format);
                return date.getYear() >= 1 ? date : null;
            } catch (DateTimeException e) {
                continue;
            }
        }
        return null;
    }

    private static @Nullable Double real(JsonNode sent) {
        if (sent.isNumber()) {
            return sent.doubleValue();
        }
        return absent(sent) ? null : Double.valueOf(text(sent));
    }

    private static @Nullable Integer whole(JsonNode sent) {
        if (absent(sent)) {
            return null;
        }
        if (!sent.isNumber()) {
            return positive(Long.parseLong(text(sent)));
        }
        return positive((long) sent.doubleValue());
    }

    private static @Nullable Integer positive(long pixels) {
        return pixels > 0 && pixels <= Integer.MAX_VALUE ? (int) pixels : null;
    }

    private static boolean absent(JsonNode sent) {
        return sent.isMissingNode() || sent.isNull();
    }

    private static String text(JsonNode sent) {
        if (!sent.isString()) {
            throw new NumberFormatException("No number: " + sent.getNodeType());
        }
        return sent.stringValue().strip();
    }
}
