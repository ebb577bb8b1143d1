package org.imalink.library;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Text as searches compare it: composed letters, lower case, so that "blå" finds "BLÅ" however it was typed. */
public final class FoldedText {
    /** SQLite refuses longer patterns. */
    private static final int LONGEST_PATTERN_BYTES = 50_000;

    private FoldedText() {}

    public static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** What a text search looks at. */
    public static String ofPhoto(@Nullable String title, @Nullable String description, List<String> tags) {
        return Stream.concat(
                        Stream.of(title == null ? "" : title, description == null ? "" : description), tags.stream())
                .map(FoldedText::fold)
                .collect(Collectors.joining("\n"));
    }

    /** Whether folded text holds this text anywhere; {@code %} and {@code _} stand for any text and any character. */
    static Condition contains(Field<String> folded, String text) {
        var pattern = "%" + fold(text).replace("\\", "\\\\") + "%";
        return pattern.getBytes(StandardCharsets.UTF_8).length > LONGEST_PATTERN_BYTES
                ? DSL.falseCondition()
                : folded.like(pattern, '\\');
    }
}
