package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.imalink.library.NewImageFile.PhotoMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientMetadataTest {
    private static PhotoMetadata of(String json) {
        return ClientMetadata.of(Json.read(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-04-27 10:30:15", "2024:04:27 10:30:15"})
    void dates_are_read_in_the_two_forms_of_the_contract(String date) {
        var metadata = of("{\"date_taken\":\"" + date + "\"}");
        assertThat(metadata.takenAt()).isEqualTo(LocalDateTime.parse("2024-04-27T10:30:15"));
        assertThat(metadata.takenSource()).isEqualTo("client");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2024-04-27T10:30:15\"",
                "\"2024-02-30 10:00:00\"",
                "\"0000:00:00 00:00:00\"",
                "5",
                "null",
                "{}"
            })
    void other_dates_are_none(String date) {
        var metadata = of("{\"date_taken\":" + date + ",\"image_info\":{\"width\":4}}");
        assertThat(metadata.takenAt()).isNull();
        assertThat(metadata.takenSource()).isNull();
        assertThat(metadata.width()).isEqualTo(4);
    }

    @Test
    void place_and_size_are_read() {
        var metadata = of(
                "{\"gps\":{\"latitude\":59.9,\"longitude\":\"10.7\"},\"image_info\":{\"width\":4000.9,\"height\":\"3000\"}}");
        assertThat(metadata.latitude()).isEqualTo(59.9);
        assertThat(metadata.longitude()).isEqualTo(10.7);
        assertThat(metadata.width()).isEqualTo(4000);
        assertThat(metadata.height()).isEqualTo(3000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"91,\"longitude\":10", "59,\"longitude\":181", "1e99,\"longitude\":0", "\"NaN\",\"longitude\":0"
            })
    void a_place_that_is_not_on_earth_is_left_out_and_the_rest_kept(String place) {
        var metadata = of("{\"gps\":{\"latitude\":" + place + "},\"image_info\":{\"width\":4000}}");
        assertThat(metadata.latitude()).isNull();
        assertThat(metadata.longitude()).isNull();
        assertThat(metadata.width()).isEqualTo(4000);
    }

    @Test
    void the_first_value_that_is_no_number_drops_what_comes_after_it() {
        var metadata = of(
                "{\"date_taken\":\"2024-04-27 10:30:15\",\"gps\":{\"latitude\":\"north\"},\"image_info\":{\"width\":4000}}");
        assertThat(metadata.takenAt()).isNotNull();
        assertThat(metadata.width()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "1e300", "99999999999"})
    void sizes_that_no_picture_has_are_left_out(String width) {
        assertThat(of("{\"image_info\":{\"width\":" + width + ",\"height\":3}}").height())
                .isEqualTo(3);
        assertThat(of("{\"image_info\":{\"width\":" + width + ",\"height\":3}}").width())
                .isNull();
    }
}
