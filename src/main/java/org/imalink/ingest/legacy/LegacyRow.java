package org.imalink.ingest.legacy;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A row of the old database, value by value. SQLite lets any value into any column; what cannot be read as its column wants
 * it is set aside and reads as null. Remembers what was taken in the old database's own words, for the digest: the raw value,
 * unless another had to take its place. For one thread.
 */
final class LegacyRow {
    static final LocalDateTime ORIGIN = LocalDateTime.of(1970, 1, 1, 0, 0);

    private final String table;
    private final String id;
    private final LegacyDatabase.Values row;
    private final LeftBehind leftBehind;
    private final Map<String, @Nullable Object> taken = new HashMap<>();

    LegacyRow(String table, String id, LegacyDatabase.Values row, LeftBehind leftBehind) {
        this.table = table;
        this.id = id;
        this.row = row;
        this.leftBehind = leftBehind;
    }

    /** As it was read; null where there is no such column. */
    @Nullable
    Object raw(String column) {
        return row.values().get(column);
    }

    /** What was taken, for the digest: null for a column that was not asked for. */
    @Nullable
    Object[] taken(List<String> columns) {
        return columns.stream().map(taken::get).toArray();
    }

    /** The whole row is set aside. */
    void setAside(String reason) {
        var columns = new LinkedHashMap<>(row.values());
        columns.keySet().removeIf(column -> column.startsWith("adopt_"));
        columns.putAll(row.malformed());
        leftBehind.row(table, id, reason, columns);
    }

    /** The whole row is set aside where the condition holds. */
    boolean refuse(boolean condition, String reason) {
        if (condition) {
            setAside(reason);
        }
        return condition;
    }

    /** Whether there is nothing in a column that must have text, or bytes in place of it. */
    boolean lacks(String column) {
        return switch (raw(column)) {
            case null -> true;
            case byte[] bytes -> !column.equals("hotpreview") && LegacyValues.utf8(bytes) == null;
            case Object value -> false;
        };
    }

    /** SQLite's number of the row. */
    long number() {
        return raw("adopt_rowid") instanceof Long number ? number : 0;
    }

    /** A value is set aside. */
    void setAside(String column, String reason) {
        var malformed = row.malformed().get(column);
        leftBehind.value(table, id, column, reason, malformed != null ? malformed : raw(column));
    }

    @Nullable
    String text(String column) {
        var text = switch (raw(column)) {
            case null -> null;
            case String string -> string;
            case byte[] bytes -> LegacyValues.utf8(bytes);
            case Object number -> number.toString();
        };
        if (text == null) {
            if (raw(column) != null) {
                setAside(column, "It is no text.");
            }
            return take(column, null);
        }
        var clean = LegacyValues.wellFormed(text);
        if (row.malformed().containsKey(column) || !clean.equals(text)) {
            setAside(column, "It has characters that are no text; each is taken as U+FFFD.");
        }
        return take(column, clean);
    }

    /** The text of a column that does not {@linkplain #lacks lack} it. */
    String textThere(String column) {
        return Objects.requireNonNull(text(column));
    }

    @Nullable
    Long whole(String column, long least, long most) {
        Long number = switch (raw(column)) {
            case Long whole -> whole;
            case Double real when real == Math.rint(real) && Math.abs(real) < 0x1p53 -> real.longValue();
            case String text -> LegacyValues.whole(text);
            case null, default -> null;
        };
        if (number == null || number < least || number > most) {
            if (raw(column) != null) {
                setAside(column, number == null ? "It is no whole number." : "The number is out of range.");
            }
            return take(column, null);
        }
        return take(column, number);
    }

    @Nullable
    Integer wholeInt(String column) {
        var number = whole(column, Integer.MIN_VALUE, Integer.MAX_VALUE);
        return number == null ? null : Math.toIntExact(number);
    }

    /** @param bound largest absolute value */
    @Nullable
    Double real(String column, double bound) {
        Double number = switch (raw(column)) {
            case Double real -> real;
            case Long whole -> whole.doubleValue();
            case String text -> LegacyValues.real(text);
            case null, default -> null;
        };
        if (number == null || !(Math.abs(number) <= bound)) {
            if (raw(column) != null) {
                setAside(column, number == null ? "It is no number." : "The number is out of range.");
            }
            return take(column, null);
        }
        return take(column, number);
    }

    /** A date-time without a zone; one that was written with a zone loses it, and keeps what the clock said. */
    @Nullable
    LocalDateTime moment(String column) {
        var raw = raw(column);
        var time = raw instanceof String text ? LegacyValues.moment(text.strip()) : null;
        if (time == null) {
            if (raw != null) {
                setAside(column, "It is no date.");
            }
            take(column, null);
            return null;
        }
        boolean usual = raw instanceof String text && LegacyValues.isUsualMoment(text);
        take(column, usual ? raw : LegacyValues.text(time));
        return time;
    }

    /** A date-time that must be there; where it is not, the first of the others that is. */
    LocalDateTime moment(String column, String... instead) {
        var time = moment(column);
        if (time == null) {
            var other = Arrays.stream(instead)
                    .map(this::raw)
                    .map(raw -> raw instanceof String text ? LegacyValues.moment(text.strip()) : null)
                    .filter(each -> each != null)
                    .findFirst()
                    .orElse(ORIGIN);
            if (raw(column) == null) {
                setAside(column, "The date is missing.");
            }
            take(column, LegacyValues.text(other));
            return other;
        }
        return time;
    }

    /** A JSON object as text, as it came. */
    @Nullable
    String json(String column) {
        var text = jsonText(column);
        if (text == null) {
            return take(column, null);
        }
        var strict = LegacyValues.json(text);
        if (strict != null && strict.isObject()) {
            return take(column, text);
        }
        var lenient = strict == null ? LegacyValues.pythonJson(text) : strict;
        if (lenient == null) {
            setAside(column, "It is no JSON.");
        } else if (lenient.isObject()) {
            setAside(column, "It has numbers that JSON does not know (NaN, Infinity); they are taken as null.");
            return take(column, LegacyValues.withoutNonNumbers(lenient));
        } else {
            setAside(column, "It is no JSON object.");
        }
        return take(column, null);
    }

    /** Whether a column holds a JSON object as text, or as the bytes of its text. */
    boolean isJsonObject(String column) {
        var text = raw(column) instanceof byte[] bytes
                ? LegacyValues.utf8(bytes)
                : raw(column) instanceof String string ? string : null;
        var json = text == null ? null : LegacyValues.json(text);
        return json != null && json.isObject();
    }

    /** Without the JSON {@code null}, which is how the old server wrote that there is nothing. */
    private @Nullable String jsonText(String column) {
        var text = switch (raw(column)) {
            case null -> null;
            case String string -> string;
            case byte[] bytes -> LegacyValues.utf8(bytes);
            case Object number -> number.toString();
        };
        if (text == null && raw(column) != null) {
            setAside(column, "It is no JSON.");
        } else if (text != null && row.malformed().containsKey(column)) {
            setAside(column, "It has characters that are no text; each is taken as U+FFFD.");
        }
        return text == null || text.strip().equals("null") ? null : text;
    }

    /** A JSON list of texts; numbers and truth values in it are taken as their text. */
    List<String> tags(String column) {
        var text = jsonText(column);
        var list = text == null ? null : LegacyValues.json(text);
        if (text != null && (list == null || !list.isArray())) {
            setAside(column, list == null ? "It is no JSON." : "It is no list of tags.");
            return List.of();
        }
        var tags = new ArrayList<String>();
        boolean asItIs = true;
        for (var entry : list == null ? List.<JsonNode>of() : list.valueStream().toList()) {
            asItIs &= entry.isString();
            if (entry.isString()) {
                var clean = LegacyValues.wellFormed(entry.stringValue());
                asItIs &= clean.equals(entry.stringValue());
                tags.add(clean);
            } else if (entry.isNumber() || entry.isBoolean()) {
                tags.add(entry.asString());
            }
        }
        if (!asItIs) {
            setAside(column, "Some tags are no text; numbers are taken as text, the others left out.");
        }
        return List.copyOf(tags);
    }

    /** Says what is taken in the words of the old database, when it is not what {@code column} holds. */
    <T extends @Nullable Object> T take(String column, T value) {
        taken.put(column, value);
        return value;
    }
}
