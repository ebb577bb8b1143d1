package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonWriterTest {
    @ParameterizedTest
    @CsvSource({
        "2024-04-27T10:30:15,2024-04-27T10:30:15",
        "2024-04-27T10:30,2024-04-27T10:30:00",
        "2024-04-27T10:30:15.5,2024-04-27T10:30:15.500000",
        "2024-04-27T10:30:15.000001,2024-04-27T10:30:15.000001",
        "2024-04-27T10:30:15.0000001,2024-04-27T10:30:15",
        "0001-01-01T00:00,0001-01-01T00:00:00"
    })
    void times_have_six_decimals_only_when_the_fraction_is_not_zero(LocalDateTime time, String expected) {
        assertThat(JsonWriter.text(time)).isEqualTo(expected);
    }

    @Test
    void text_goes_out_as_it_is_in_utf_8() {
        var out = new java.io.ByteArrayOutputStream();
        Json.write(out, json -> json.text("å 😀 </script> \u0001 \ud800"));
        assertThat(out.toString(java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("\"å 😀 </script> \\u0001 \uFFFD\"");
    }

    @Test
    void fields_keep_their_order_and_nulls_are_written() {
        assertThat(Json.text(out -> out.object(
                        "x",
                        (fields, value) -> fields.field("b", 1)
                                .field("a", (String) null)
                                .field("c", (Long) null)
                                .field("d", 2.5)
                                .json("e", "{\"kept\":  1}")
                                .field("f", new byte[] {1, 2, 3})
                                .field("g", true))))
                .isEqualTo("{\"b\":1,\"a\":null,\"c\":null,\"d\":2.5,\"e\":{\"kept\":  1},\"f\":\"AQID\",\"g\":true}");
    }

    @Test
    void trees_are_written_whole() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("list", new ArrayList<>(Arrays.asList(1, 2L, "x", null, true)));
        tree.put("time", LocalDateTime.of(2024, 7, 1, 0, 0));
        assertThat(Json.text(out -> out.tree(tree)))
                .isEqualTo("{\"list\":[1,2,\"x\",null,true],\"time\":\"2024-07-01T00:00:00\"}");
    }
}
