package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.http.Replies.assertInvalid;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineContractTest extends Contract {
    @Test
    void months_are_counted_newest_first_and_the_undated_last() {
        library.addPhotoTaken("a", "2024-07-01 00:00:00");
        library.addPhotoTaken("b", "2024-07-31 23:59:59");
        library.addPhotoTaken("c", "1969-12-31 23:59:59");
        library.addPhoto("d");
        assertThat(client.get("/api/v1/timeline").text())
                .isEqualTo(
                        "{\"total\":4,\"months\":[{\"month\":\"2024-07\",\"count\":2},{\"month\":\"1969-12\",\"count\":1},"
                                + "{\"month\":\"undated\",\"count\":1}]}");
    }

    @Test
    void an_empty_library_has_no_months() {
        assertThat(client.get("/api/v1/timeline").text()).isEqualTo("{\"total\":0,\"months\":[]}");
    }

    @Test
    void a_month_comes_in_columns_in_the_order_of_lists() {
        library.addPhotoTaken("a", "2024-07-01 10:00:00");
        var exif = "{\"date_taken\":\"2024-07-02 10:00:00\",\"image_info\":{\"width\":3,\"height\":2}}";
        library.edit(library.addPhoto("b", exif), "{\"rating\":5}");
        library.addPhoto("c");
        assertThat(client.get("/api/v1/timeline/2024-07").text())
                .isEqualTo("{\"month\":\"2024-07\",\"hothash\":[\"" + SampleLibrary.hothash("b") + "\",\""
                        + SampleLibrary.hothash("a")
                        + "\"],\"width\":[3,null],\"height\":[2,null],\"taken_at\":[\"2024-07-02T10:00:00\",\"2024-07-01T10:00:00\"],"
                        + "\"rating\":[5,null],\"kind\":[\"image\",\"image\"]}");
        assertThat(client.get("/api/v1/timeline/undated")
                        .json()
                        .get("hothash")
                        .get(0)
                        .stringValue())
                .isEqualTo(SampleLibrary.hothash("c"));
    }

    @Test
    void an_unknown_month_is_an_empty_one() {
        assertThat(client.get("/api/v1/timeline/1826-01").text())
                .isEqualTo(
                        "{\"month\":\"1826-01\",\"hothash\":[],\"width\":[],\"height\":[],\"taken_at\":[],\"rating\":[],\"kind\":[]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-13",
                "2024-00",
                "2024-7",
                "24-07",
                "2024",
                "Undated",
                "2024-07-01",
                "%D9%A2%D9%A0%D9%A2%D9%A4-07"
            })
    void a_malformed_month_is_told(String month) {
        assertInvalid(client.get("/api/v1/timeline/" + month), "string_pattern_mismatch", "path", "month");
    }
}
