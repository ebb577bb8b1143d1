package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QueryStringTest {
    @Test
    void values_are_decoded_and_the_last_one_counts() {
        assertThat(QueryString.parse("a=1&b=%C3%A5+x&a=2&c&=d&&e=f=g"))
                .containsOnly(
                        java.util.Map.entry("a", "2"),
                        java.util.Map.entry("b", "å x"),
                        java.util.Map.entry("c", ""),
                        java.util.Map.entry("", "d"),
                        java.util.Map.entry("e", "f=g"));
    }

    @Test
    void what_is_no_escape_stands_for_itself_and_what_is_no_text_is_replaced() {
        assertThat(QueryString.parse("a=100%&b=%zz&c=%ff&d=%4"))
                .isEqualTo(java.util.Map.of("a", "100%", "b", "%zz", "c", "\uFFFD", "d", "%4"));
    }

    @Test
    void no_query_has_no_values() {
        assertThat(QueryString.parse(null)).isEmpty();
        assertThat(QueryString.parse("")).isEmpty();
    }
}
