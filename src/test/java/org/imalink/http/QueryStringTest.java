package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QueryStringTest {
    @Test
    void values_are_decoded_and_keep_their_order() {
        assertThat(QueryString.parse("a=1&b=%C3%A5+x&a=2&c&=d&&e=f=g"))
                .containsOnly(
                        java.util.Map.entry("a", java.util.List.of("1", "2")),
                        java.util.Map.entry("b", java.util.List.of("å x")),
                        java.util.Map.entry("c", java.util.List.of("")),
                        java.util.Map.entry("", java.util.List.of("d")),
                        java.util.Map.entry("e", java.util.List.of("f=g")));
    }

    @Test
    void what_is_no_escape_stands_for_itself_and_what_is_no_text_is_replaced() {
        assertThat(QueryString.parse("a=100%&b=%zz&c=%ff&d=%4"))
                .isEqualTo(java.util.Map.of(
                        "a", java.util.List.of("100%"),
                        "b", java.util.List.of("%zz"),
                        "c", java.util.List.of("\uFFFD"),
                        "d", java.util.List.of("%4")));
    }

    @Test
    void no_query_has_no_values() {
        assertThat(QueryString.parse(null)).isEmpty();
        assertThat(QueryString.parse("")).isEmpty();
    }
}
