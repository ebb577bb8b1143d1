package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How values are coerced, and what is told when they cannot be; the codes are those of Pydantic 2. */
class KindTest {
    private static final List<Object> LOCATION = List.of("body", "value");

    private static <T> T read(Kind<T> kind, String json) {
        var mistakes = new Mistakes(false);
        var value = kind.read(Json.read(json), LOCATION, mistakes);
        mistakes.refuse();
        return value;
    }

    private static Mistake refusal(Kind<?> kind, String json) {
        var mistakes = new Mistakes(false);
        assertThat(kind.read(Json.read(json), LOCATION, mistakes)).isNull();
        try {
            mistakes.refuse();
        } catch (InvalidRequest invalid) {
            return invalid.mistakes().getFirst();
        }
        throw new AssertionError("Accepted " + json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5|5",
                "\"5\"|5",
                "\" 5 \"|5",
                "\"+5\"|5",
                "\"-5\"|-5",
                "\"1_000\"|1000",
                "1.0|1",
                "\"1.0\"|1",
                "1e3|1000",
                "\"5.\"|5",
                "true|1",
                "false|0",
                "9223372036854775807|9223372036854775807",
                "\"-9223372036854775808\"|-9223372036854775808"
            })
    void whole_numbers_are_read_from_numbers_and_from_text(String json, long expected) {
        assertThat(read(WholeNumber.ANY, json)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.5|int_from_float",
                "\"1.5\"|int_parsing",
                "\"\"|int_parsing",
                "\"five\"|int_parsing",
                "\"1e3\"|int_parsing",
                "\"_1\"|int_parsing",
                "\"٣\"|int_parsing",
                "null|int_type",
                "[]|int_type",
                "{}|int_type",
                "1e400|finite_number",
                "9223372036854775808|less_than_equal",
                "1e30|less_than_equal",
                "-1e30|greater_than_equal",
                "\"-9223372036854775809\"|greater_than_equal",
                "123456789012345678901234567890|less_than_equal"
            })
    void what_is_no_whole_number_is_refused_with_its_code(String json, String type) {
        assertThat(refusal(WholeNumber.ANY, json).type()).isEqualTo(type);
    }

    @Test
    void a_text_of_too_many_digits_is_not_parsed_at_all() {
        assertThat(refusal(WholeNumber.ANY, '"' + "9".repeat(5000) + '"').type())
                .isEqualTo("int_parsing_size");
    }

    @Test
    void the_limits_of_a_number_are_told() {
        var mistake = refusal(WholeNumber.between(1, 1000), "\"0\"");
        assertThat(mistake.type()).isEqualTo("greater_than_equal");
        assertThat(mistake.message()).isEqualTo("Input should be greater than or equal to 1");
        assertThat(mistake.location()).containsExactly("body", "value");
        assertThat(mistake.input()).isEqualTo(Json.of("0"));
        assertThat(mistake.context()).containsExactlyEntriesOf(java.util.Map.of("ge", 1L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "1", "1.0", "\"yes\"", "\"YES\"", "\"y\"", "\"on\"", "\"t\"", "\"True\"", "\"1\""})
    void people_say_yes_in_many_ways(String json) {
        assertThat(read(Flag.ANY, json)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "0", "0.0", "\"no\"", "\"N\"", "\"off\"", "\"f\"", "\"false\"", "\"0\""})
    void people_say_no_in_many_ways(String json) {
        assertThat(read(Flag.ANY, json)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"2,bool_parsing", "\"maybe\",bool_parsing", "null,bool_type", "[],bool_type"})
    void what_is_neither_yes_nor_no_is_refused(String json, String type) {
        assertThat(refusal(Flag.ANY, json).type()).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-04-27,2024-04-27T00:00",
        "2024-04-27T10:30:15,2024-04-27T10:30:15",
        "2024-04-27 10:30,2024-04-27T10:30",
        "2024-04-27T10:30:15.5,2024-04-27T10:30:15.500",
        "2024-04-27T10:30:15.123456789,2024-04-27T10:30:15.123456",
        "2024-04-27T10:30:15Z,2024-04-27T10:30:15",
        "2024-04-27T10:30:15+02:00,2024-04-27T10:30:15",
        "2024-04-27T10:30:15-0130,2024-04-27T10:30:15",
        "1714213815,2024-04-27T10:30:15"
    })
    void moments_are_read_with_their_zone_dropped(String text, LocalDateTime expected) {
        assertThat(read(Moment.ANY, '"' + text + '"')).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1714213815,2024-04-27T10:30:15",
        "1714213815.5,2024-04-27T10:30:15.500",
        "1714213815000,2024-04-27T10:30:15"
    })
    void a_number_counts_seconds_or_milliseconds(String json, LocalDateTime expected) {
        assertThat(read(Moment.ANY, json)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"yesterday\"",
                "\"2024-13-01\"",
                "\"2024-02-30\"",
                "\"0000-01-01\"",
                "\"2024-04-27T25:00\"",
                "\"\"",
                "1e20",
                "-1e300"
            })
    void what_is_no_moment_is_refused(String json) {
        assertThat(refusal(Moment.ANY, json).type()).isEqualTo("datetime_from_date_parsing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "null", "[]", "{}"})
    void other_types_are_no_moment(String json) {
        assertThat(refusal(Moment.ANY, json).type()).isEqualTo("datetime_type");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5|string_type",
                "null|string_type",
                "[\"a\"]|string_type",
                "\"a\\u0000b\"|value_error",
                "\"\\ud83d\"|string_unicode",
                "\"\\ude00\\ud83d\"|string_unicode"
            })
    void text_is_strict(String json, String type) {
        assertThat(refusal(Text.ANY, json).type()).isEqualTo(type);
    }

    @Test
    void lengths_of_text_count_characters_not_their_halves() {
        assertThat(read(Text.length(1, 2), "\"\\ud83d\\ude00\\ud83d\\ude00\"")).isEqualTo("😀😀");
        var tooLong = refusal(Text.length(1, 2), "\"abc\"");
        assertThat(tooLong.type()).isEqualTo("string_too_long");
        assertThat(tooLong.message()).isEqualTo("String should have at most 2 characters");
        assertThat(tooLong.context()).containsEntry("max_length", 2);
        var tooShort = refusal(Text.length(1, 2), "\"\"");
        assertThat(tooShort.type()).isEqualTo("string_too_short");
        assertThat(tooShort.message()).isEqualTo("String should have at least 1 character");
    }

    @Test
    void each_wrong_entry_of_a_list_is_told_with_its_place() {
        var mistakes = new Mistakes(false);
        ListOf.any(Text.ANY).read(Json.read("[\"a\", 1, null, \"b\"]"), LOCATION, mistakes);
        try {
            mistakes.refuse();
        } catch (InvalidRequest invalid) {
            assertThat(invalid.mistakes())
                    .extracting(Mistake::location)
                    .containsExactly(List.of("body", "value", 1), List.of("body", "value", 2));
            return;
        }
        throw new AssertionError("Accepted a number and null as text");
    }

    @Test
    void objects_are_kept_whole_unless_the_database_could_not_hold_them() {
        assertThat(Json.text(read(JsonObject.ANY, "{\"a\":[1,2.5,{\"b\":\"\\u0000\"}]}")))
                .isEqualTo("{\"a\":[1,2.5,{\"b\":\"\\u0000\"}]}");
        assertThat(refusal(JsonObject.ANY, "[1]").type()).isEqualTo("dict_type");
        assertThat(refusal(JsonObject.ANY, "{\"a\":[\"\\ud800\"]}").type()).isEqualTo("string_unicode");
        assertThat(refusal(JsonObject.ANY, "{\"\\ud800\":1}").type()).isEqualTo("string_unicode");
        assertThat(refusal(JsonObject.ANY, "{\"a\":{\"b\":1e999}}").type()).isEqualTo("finite_number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MDEyMzQ1Njc4OQ==",
                "data:image/jpeg;base64,MDEyMzQ1Njc4OQ==",
                "MDEy\\nMzQ1\\r\\nNjc4 OQ==",
                "MDEyMzQ1-Njc4*OQ=å=",
                "MDEyMzQ1Njc4OQ==and more"
            })
    void previews_are_read_from_base64_as_clients_write_it(String text) {
        assertThat(read(PreviewBytes.ANY, '"' + text + '"'))
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("0123456789");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"MDEyMzQ1Njc4OQ=\"",
                "\"MDEyMzQ1Njc4OQ\"",
                "\"MDEyMzQ1Njc4O\"",
                "\"MDEyMzQ1Njc4\"",
                "\"\"",
                "\"data:image/jpeg;base64,\""
            })
    void previews_without_padding_or_under_ten_bytes_are_refused(String json) {
        assertThat(refusal(PreviewBytes.ANY, json).type()).isEqualTo("value_error");
    }
}
