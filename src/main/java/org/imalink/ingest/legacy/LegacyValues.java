package org.imalink.ingest.legacy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The ways in which the old server and older versions of it wrote values down. */
final class LegacyValues {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");
    private static final Pattern USUAL_TIME =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6}");
    private static final Pattern ANY_TIME = Pattern.compile("([0-9]{4})[-:]([0-9]{1,2})[-:]([0-9]{1,2})"
            + "(?:[ T]([0-9]{1,2}):([0-9]{1,2})(?::([0-9]{1,2})(?:[.,]([0-9]{1,9}))?)?)?"
            + " ?(Z|[+-][0-9]{2}:?[0-9]{2})?");
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");

    private static final JsonMapper STRICT = JsonMapper.shared();

    /** Python writes NaN and Infinity, which is no JSON. */
    private static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private LegacyValues() {}

    static @Nullable Long whole(String text) {
        return WHOLE.matcher(text.strip()).matches() ? Long.valueOf(text.strip()) : null;
    }

    static @Nullable Double real(String text) {
        try {
            return Double.valueOf(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** A date-time as the old server writes it now. */
    static String text(LocalDateTime time) {
        return TIME.format(time);
    }

    static boolean isUsualMoment(String text) {
        return USUAL_TIME.matcher(text).matches();
    }

    /** A date-time without its zone; null for what is none. */
    static @Nullable LocalDateTime moment(String text) {
        var parts = ANY_TIME.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        try {
            var fraction = parts.group(7) == null ? "" : parts.group(7);
            var time = LocalDateTime.of(
                    number(parts.group(1)),
                    number(parts.group(2)),
                    number(parts.group(3)),
                    number(parts.group(4)),
                    number(parts.group(5)),
                    number(parts.group(6)),
                    1000 * number((fraction + "000000").substring(0, 6)));
            return time.getYear() < 1 ? null : time;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    static @Nullable JsonNode json(String text) {
        return read(STRICT, text);
    }

    /** JSON that may have the numbers NaN and Infinity. */
    static @Nullable JsonNode pythonJson(String text) {
        return read(LENIENT, text);
    }

    /** As JSON, with null in place of every number that JSON does not know. */
    static String withoutNonNumbers(JsonNode lenient) {
        return LENIENT.writeValueAsString(withNulls(lenient));
    }

    private static @Nullable JsonNode read(JsonMapper mapper, String text) {
        try {
            return mapper.readTree(text);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static JsonNode withNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> entry.setValue(withNulls(entry.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, withNulls(array.get(i)));
            }
        } else if (node.isNumber()
                && !Double.isFinite(node.doubleValue())
                && !node.isBigDecimal()
                && !node.isBigInteger()) {
            return LENIENT.getNodeFactory().nullNode();
        }
        return node;
    }

    /** Null for bytes that are no UTF-8. */
    static @Nullable String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** PostgreSQL holds no NUL, and nobody half a surrogate pair. */
    static String wellFormed(String text) {
        if (text.chars().noneMatch(character -> character == 0 || Character.isSurrogate((char) character))) {
            return text;
        }
        return text.codePoints()
                .map(point -> point == 0 || (point >= 0xD800 && point <= 0xDFFF) ? 0xFFFD : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
