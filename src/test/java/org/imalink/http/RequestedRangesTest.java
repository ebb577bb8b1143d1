package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.imalink.http.RequestedRanges.Some;
import org.imalink.http.RequestedRanges.Unsatisfiable;
import org.imalink.http.RequestedRanges.Whole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestedRangesTest {
    private static final long SIZE = 1000;

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0,0,0",
        "bytes=0-499,0,499",
        "bytes=500-,500,999",
        "bytes=-200,800,999",
        "bytes=-5000,0,999",
        "bytes=990-99999,990,999",
        "BYTES=1-2,1,2",
        "bytes= 1-2,1,2"
    })
    void one_part_is_found(String header, long first, long last) {
        assertThat(RequestedRanges.parse(header, SIZE)).isEqualTo(new Some(List.of(new ByteRange(first, last))));
    }

    @Test
    void several_parts_keep_their_order_and_those_behind_the_end_are_left_out() {
        assertThat(RequestedRanges.parse("bytes=900-, 0-9, 2000-3000", SIZE))
                .isEqualTo(new Some(List.of(new ByteRange(900, 999), new ByteRange(0, 9))));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=-",
                "bytes=a-b",
                "bytes=5-1",
                "lines=1-2",
                "bytes=1-2,",
                "bytes=1-2-3",
                "bytes=99999999999999999999-"
            })
    void what_is_not_understood_asks_for_the_whole_file(String header) {
        assertThat(RequestedRanges.parse(header, SIZE)).isEqualTo(new Whole());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=1000-", "bytes=1000-2000,3000-", "bytes=-0"})
    void what_lies_behind_the_end_cannot_be_had(String header) {
        assertThat(RequestedRanges.parse(header, SIZE)).isEqualTo(new Unsatisfiable());
    }

    @Test
    void an_empty_file_has_no_part() {
        assertThat(RequestedRanges.parse("bytes=0-", 0)).isEqualTo(new Unsatisfiable());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=0-,0-",
                "bytes=0-999,1-1",
                "bytes=0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0,0-0"
            })
    void parts_that_are_more_than_the_file_are_the_file(String header) {
        assertThat(RequestedRanges.parse(header, SIZE)).isEqualTo(new Whole());
    }
}
