package org.imalink.http;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes a JSON body field by field, straight to the client: the fields of the contract, in its order, with nulls. For one
 * thread.
 */
final class JsonWriter {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");

    private final JsonGenerator out;

    JsonWriter(JsonGenerator out) {
        this.out = out;
    }

    /** Without a zone; six decimals only when the fraction is not zero. */
    static String text(LocalDateTime time) {
        return (time.getNano() / 1000 == 0 ? SECONDS : MICROSECONDS).format(time);
    }

    JsonWriter field(String name, @Nullable String value) {
        out.writeName(name);
        text(value);
        return this;
    }

    JsonWriter field(String name, @Nullable Number value) {
        out.writeName(name);
        number(value);
        return this;
    }

    JsonWriter field(String name, boolean value) {
        out.writeBooleanProperty(name, value);
        return this;
    }

    JsonWriter field(String name, @Nullable LocalDateTime value) {
        return field(name, value == null ? null : text(value));
    }

    JsonWriter field(String name, byte @Nullable [] base64) {
        out.writeName(name);
        if (base64 == null) {
            out.writeNull();
        } else {
            out.writeBinary(base64);
        }
        return this;
    }

    /** JSON that was kept as text. */
    JsonWriter json(String name, @Nullable String json) {
        out.writeName(name);
        if (json == null) {
            out.writeNull();
        } else {
            out.writeRawValue(json);
        }
        return this;
    }

    JsonWriter nullField(String name) {
        out.writeNullProperty(name);
        return this;
    }

    <T> JsonWriter object(String name, @Nullable T value, BiConsumer<JsonWriter, T> fields) {
        out.writeName(name);
        if (value == null) {
            out.writeNull();
        } else {
            object(value, fields);
        }
        return this;
    }

    <T> JsonWriter array(String name, Iterable<T> values, BiConsumer<JsonWriter, T> entry) {
        out.writeName(name);
        return array(values, entry);
    }

    <T> JsonWriter array(Iterable<T> values, BiConsumer<JsonWriter, T> entry) {
        out.writeStartArray();
        for (var value : values) {
            entry.accept(this, value);
        }
        out.writeEndArray();
        return this;
    }

    <T> void object(T value, BiConsumer<JsonWriter, T> fields) {
        out.writeStartObject();
        fields.accept(this, value);
        out.writeEndObject();
    }

    void text(@Nullable String value) {
        if (value == null) {
            out.writeNull();
        } else {
            out.writeString(Characters.wellFormed(value));
        }
    }

    void number(@Nullable Number value) {
        switch (value) {
            case null -> out.writeNull();
            case Integer whole -> out.writeNumber(whole);
            case Long whole -> out.writeNumber(whole);
            case Double real -> out.writeNumber(real);
            default -> throw new IllegalArgumentException("No number of the contract: " + value.getClass());
        }
    }

    void time(@Nullable LocalDateTime value) {
        text(value == null ? null : text(value));
    }

    /** A field with a tree of maps, lists, texts, numbers, booleans and nulls. */
    JsonWriter tree(String name, @Nullable Object value) {
        out.writeName(name);
        tree(value);
        return this;
    }

    /** A tree of maps, lists, texts, numbers, booleans and nulls. */
    void tree(@Nullable Object value) {
        switch (value) {
            case null -> out.writeNull();
            case Map<?, ?> map -> {
                out.writeStartObject();
                map.forEach((name, entry) -> {
                    out.writeName(Characters.wellFormed(String.valueOf(name)));
                    tree(entry);
                });
                out.writeEndObject();
            }
            case List<?> list -> {
                out.writeStartArray();
                list.forEach(this::tree);
                out.writeEndArray();
            }
            case String text -> text(text);
            case Boolean flag -> out.writeBoolean(flag);
            case Number number -> number(number);
            case LocalDateTime time -> time(time);
            default -> throw new IllegalArgumentException("No JSON value: " + value.getClass());
        }
    }
}
