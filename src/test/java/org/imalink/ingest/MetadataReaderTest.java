package org.imalink.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.imalink.ingest.ExifBlock.*;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class MetadataReaderTest {
    private static final byte[] JPEG = DrawnPhoto.jpeg(1);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    2024:07:01 10:20:30, -,      -,      2024-07-01T10:20:30,        -
                    2024:07:01 10:20:30, 5,      +02:00, 2024-07-01T10:20:30.5,      120
                    2024:07:01 10:20:30, 123,    -05:30, 2024-07-01T10:20:30.123,    -330
                    2024:07:01 10:20:30, 1234567, Z,     2024-07-01T10:20:30.123456, 0
                    2024:07:01 10:20:30, x1,     +15:00, 2024-07-01T10:20:30,        -
                    2024-07-01 10:20:30, ' 07 ', '+0200', 2024-07-01T10:20:30.07,    120
                    2024:7:1 9:20:30,    -,      'no',   2024-07-01T09:20:30,        -
                    2024:07:01 10:20,    -,      -,      2024-07-01T10:20:00,        -
                    1999:12:31 23:59:59, -,      -,      1999-12-31T23:59:59,        -
                    1899:05:17 00:00:00, -,      -,      1899-05-17T00:00:00,        -
                    0000:00:00 00:00:00, -,      -,      -,                          -
                    2023:02:29 10:20:30, -,      -,      -,                          -
                    2024:07:01 24:00:01, -,      -,      -,                          -
                    1825:12:31 23:59:59, -,      -,      -,                          -
                    2999:01:01 10:20:30, -,      -,      -,                          -
                    1970:01:01 00:00:00, -,      -,      -,                          -
                    1980:01:01 00:00:00, -,      -,      -,                          -
                    '    :  :     :  : ', -,     -,      -,                          -
                    2024:07:01,          -,      -,      -,                          -
                    yesterday,           -,      -,      -,                          -
                    """)
    void the_time_of_the_camera_is_read_with_its_parts_and_nothing_is_guessed(
            String dateTime, String subSeconds, String offset, LocalDateTime expected, Integer minutes)
            throws IOException {
        var exif = new ExifBlock().text(DATE_TIME_ORIGINAL, dateTime);
        if (subSeconds != null) {
            exif.text(SUB_SECONDS_ORIGINAL, subSeconds);
        }
        if (offset != null) {
            exif.text(OFFSET_TIME_ORIGINAL, offset);
        }

        var metadata = read(DrawnPhoto.withExif(JPEG, exif));

        assertThat(metadata.takenAt()).isEqualTo(expected);
        assertThat(metadata.takenOffsetMinutes()).isEqualTo(minutes);
    }

    @Test
    void taken_comes_before_digitized_and_digitized_before_changed_and_satellites_last() throws IOException {
        var exif = new ExifBlock().satelliteTime("2024:01:01", 8, 30, 15);
        assertThat(taken(exif)).isEqualTo("2024-01-01T08:30:15");
        assertThat(read(DrawnPhoto.withExif(JPEG, exif)).takenOffsetMinutes()).isZero();
        exif.text(DATE_TIME, "2024:01:02 00:00:01");
        assertThat(taken(exif)).isEqualTo("2024-01-02T00:00:01");
        exif.text(DATE_TIME_DIGITIZED, "2024:01:03 00:00:01");
        assertThat(taken(exif)).isEqualTo("2024-01-03T00:00:01");
        exif.text(DATE_TIME_ORIGINAL, "2024:01:04 00:00:01");
        assertThat(taken(exif)).isEqualTo("2024-01-04T00:00:01");
    }

    @Test
    void an_impossible_time_gives_way_to_the_next_one() throws IOException {
        var exif =
                new ExifBlock().text(DATE_TIME_ORIGINAL, "0000:00:00 00:00:00").text(DATE_TIME, "2024:01:02 00:00:01");

        assertThat(taken(exif)).isEqualTo("2024-01-02T00:00:01");
    }

    @Test
    void the_offset_of_changed_holds_for_taken_only_when_the_file_was_not_changed_since() throws IOException {
        var untouched = new ExifBlock()
                .text(DATE_TIME_ORIGINAL, "2024:01:02 00:00:01")
                .text(DATE_TIME, "2024:01:02 00:00:01")
                .text(OFFSET_TIME, "+09:00");
        assertThat(read(DrawnPhoto.withExif(JPEG, untouched)).takenOffsetMinutes())
                .isEqualTo(540);

        var changed = untouched.text(DATE_TIME, "2024:03:04 12:00:00");
        assertThat(read(DrawnPhoto.withExif(JPEG, changed)).takenOffsetMinutes())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    exif:DateTimeOriginal, 2024-07-01T10:20:30.25+02:00, 2024-07-01T10:20:30.25, 120
                    photoshop:DateCreated, 2024-07-01T10:20:30,          2024-07-01T10:20:30,    -
                    photoshop:DateCreated, 1931-05-17,                   1931-05-17T00:00:00,    -
                    xmp:CreateDate,        2024-07-01T10:20Z,            2024-07-01T10:20:00,    0
                    xmp:CreateDate,        2024-07,                      -,                      -
                    """)
    void xmp_tells_the_time_where_exif_does_not(String property, String text, LocalDateTime expected, Integer minutes)
            throws IOException {
        var metadata = read(DrawnPhoto.withXmp(JPEG, property + "=\"" + text + "\""));

        assertThat(metadata.takenAt()).isEqualTo(expected);
        assertThat(metadata.takenOffsetMinutes()).isEqualTo(minutes);
    }

    @Test
    void a_png_tells_its_time_in_an_exif_chunk_or_a_text() throws IOException {
        var exif = new ExifBlock().text(DATE_TIME_ORIGINAL, "2024:01:04 00:00:01");
        var text = "Creation Time\0" + "2023-05-06 07:08:09";

        assertThat(read(DrawnPhoto.withChunk(DrawnPhoto.png(1), "eXIf", exif.tiff()))
                        .takenAt())
                .isEqualTo("2024-01-04T00:00:01");
        assertThat(read(DrawnPhoto.withChunk(DrawnPhoto.png(1), "tEXt", text.getBytes(StandardCharsets.US_ASCII)))
                        .takenAt())
                .isEqualTo("2023-05-06T07:08:09");
    }

    @Test
    void a_jpeg_xl_tells_its_time_and_title_in_boxes_and_a_damaged_one_what_comes_before() throws IOException {
        var exif =
                new ExifBlock().text(DATE_TIME_ORIGINAL, "2024:01:04 00:00:01").tiff();
        var jxl = DrawnPhoto.join(
                "\0\0\0\14JXL \r\n\u0087\n".getBytes(StandardCharsets.ISO_8859_1),
                box("ftyp", "jxl \0\0\0\0jxl ".getBytes(StandardCharsets.ISO_8859_1)),
                box("Exif", DrawnPhoto.join(new byte[4], exif)),
                box("jxlc", new byte[] {(byte) 0xff, 0x0a}));

        assertThat(read(jxl).takenAt()).isEqualTo("2024-01-04T00:00:01");
        assertThat(read(Arrays.copyOf(jxl, jxl.length - 5)).takenAt()).isEqualTo("2024-01-04T00:00:01");
        for (int length = 0; length < jxl.length; length += 3) {
            assertThat(read(Arrays.copyOf(jxl, length)).orientation()).isOne();
        }
    }

    private static byte[] box(String type, byte[] content) {
        return DrawnPhoto.join(
                java.nio.ByteBuffer.allocate(4).putInt(8 + content.length).array(),
                type.getBytes(StandardCharsets.ISO_8859_1),
                content);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3.0, 3", "5, 5", "0, ", "-1, ", "6, ", "many, "})
    void a_rating_of_0_or_less_is_none(String written, Integer expected) throws IOException {
        assertThat(read(DrawnPhoto.withXmp(JPEG, "xmp:Rating=\"" + written + "\""))
                        .description()
                        .rating())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    N, 59,  54, 3600, E,  10, 44, 2400, 59.91,     10.74
                    S, 33,  51, 0,    W, 151, 12, 0,    -33.85,  -151.2
                    N, 90,   0, 0,    E, 180,  0, 0,    90,       180
                    N,  0,   0, 0,    E,   6, 30, 0,     0,         6.5
                    N,  0,   0, 0,    E,   0,  0, 0,     -,         -
                    N, 91,   0, 0,    E,  10,  0, 0,     -,         -
                    N, 59,   0, 0,    E, 181,  0, 0,     -,         -
                    """)
    void a_place_is_read_where_it_can_be_one(
            String northOrSouth,
            int d1,
            int m1,
            int s1,
            String eastOrWest,
            int d2,
            int m2,
            int s2,
            Double latitude,
            Double longitude)
            throws IOException {
        var exif = new ExifBlock()
                .text(DATE_TIME_ORIGINAL, "2024:01:04 00:00:01")
                .place(northOrSouth, new int[] {d1, m1, s1}, eastOrWest, new int[] {d2, m2, s2});

        var metadata = read(DrawnPhoto.withExif(JPEG, exif));

        if (latitude == null) {
            assertThat(metadata.latitude()).isNull();
            assertThat(metadata.longitude()).isNull();
        } else {
            assertThat(metadata.latitude()).isCloseTo(latitude, within(1e-9));
            assertThat(metadata.longitude()).isCloseTo(longitude, within(1e-9));
        }
        assertThat(metadata.takenAt()).as("the rest is kept").isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BIG_ENDIAN", "LITTLE_ENDIAN"})
    void camera_lens_and_exposure_are_read_in_both_byte_orders(String order) throws IOException {
        var exif = new ExifBlock(order.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
                .text(MAKE, "NIKON CORPORATION   \0\0")
                .text(MODEL, " NIKON  D70\0garbage")
                .text(LENS_MODEL, "18-70mm f/3.5-4.5")
                .rational(EXPOSURE_TIME, 1, 250)
                .rational(F_NUMBER, 56, 10)
                .number(ISO, 400)
                .rational(FOCAL_LENGTH, 35, 1)
                .number(ORIENTATION, 6);

        var metadata = read(DrawnPhoto.withExif(JPEG, exif));

        assertThat(metadata.cameraMake()).isEqualTo("NIKON CORPORATION");
        assertThat(metadata.cameraModel()).startsWith("NIKON D70").doesNotContain("\0");
        assertThat(metadata.lens()).isEqualTo("18-70mm f/3.5-4.5");
        assertThat(metadata.exposureTime()).isEqualTo(0.004);
        assertThat(metadata.aperture()).isEqualTo(5.6);
        assertThat(metadata.iso()).isEqualTo(400);
        assertThat(metadata.focalLength()).isEqualTo(35);
        assertThat(metadata.orientation()).isEqualTo(6);
    }

    @Test
    void exposure_is_calculated_from_apex_values_where_these_are_all_there_is() throws IOException {
        var metadata = read(DrawnPhoto.withExif(
                JPEG, new ExifBlock().signedRational(SHUTTER_SPEED, 8, 1).rational(APERTURE, 4, 1)));

        assertThat(metadata.exposureTime()).isCloseTo(1 / 256.0, within(1e-12));
        assertThat(metadata.aperture()).isCloseTo(4.0, within(1e-12));
    }

    @Test
    void values_that_cannot_be_are_left_out() throws IOException {
        var metadata = read(DrawnPhoto.withExif(
                JPEG,
                new ExifBlock()
                        .text(MAKE, "    ")
                        .rational(EXPOSURE_TIME, 1, 0)
                        .rational(F_NUMBER, 0, 10)
                        .number(ISO, 0)
                        .rational(FOCAL_LENGTH, 0, 0)
                        .number(ORIENTATION, 9)));

        assertThat(metadata.cameraMake()).isNull();
        assertThat(metadata.exposureTime()).isNull();
        assertThat(metadata.aperture()).isNull();
        assertThat(metadata.iso()).isNull();
        assertThat(metadata.focalLength()).isNull();
        assertThat(metadata.orientation()).isOne();
    }

    @Test
    void a_sensitivity_beyond_the_scale_is_read_from_where_there_is_room_for_it() throws IOException {
        var exif = new ExifBlock().number(ISO, 65535).number(RECOMMENDED_EXPOSURE_INDEX, 51200);

        assertThat(read(DrawnPhoto.withExif(JPEG, exif)).iso()).isEqualTo(51200);
    }

    @Test
    void all_tags_are_kept_as_text_and_long_ones_are_cut() throws IOException {
        var exif = new ExifBlock()
                .text(MAKE, "Kamera Ås")
                .text(LENS_MODEL, "x".repeat(5000))
                .number(ISO, 400);

        var tags = tags(read(DrawnPhoto.withExif(JPEG, exif)));

        assertThat(tags.get("Exif IFD0")).containsEntry("Make", "Kamera Ås");
        assertThat(tags.get("Exif SubIFD")).containsEntry("ISO Speed Ratings", "400");
        assertThat(tags.get("Exif SubIFD").get("Lens Model")).hasSize(MetadataTags.TEXT_LIMIT + 1);
        assertThat(tags).doesNotContainKey("File");
    }

    @Test
    void tags_beyond_the_limit_in_all_are_counted_and_left_out() throws IOException {
        var manyTags = new ExifBlock();
        for (int tag = 0x0200; tag < 0x0200 + 60; tag++) {
            manyTags.text(tag, "y".repeat(980));
        }

        var bounded = read(DrawnPhoto.withExif(JPEG, manyTags));

        assertThat(bounded.tags()).hasSizeLessThan(64 * 1024);
        assertThat(tags(bounded).get("Left out").get("Tags"))
                .satisfies(count -> assertThat(Integer.parseInt(count)).isPositive());
    }

    @Test
    void what_is_no_image_tells_nothing() throws IOException {
        assertThat(read("a letter".getBytes(StandardCharsets.UTF_8))).isEqualTo(ImageMetadata.NONE);
        assertThat(read(new byte[0])).isEqualTo(ImageMetadata.NONE);
    }

    @Test
    void a_file_cut_off_anywhere_still_gives_an_answer() throws IOException {
        var whole = DrawnPhoto.withExif(
                JPEG,
                new ExifBlock()
                        .text(MAKE, "Kamera")
                        .text(DATE_TIME_ORIGINAL, "2024:01:04 00:00:01")
                        .place("N", new int[] {59, 0, 0}, "E", new int[] {10, 0, 0}));
        for (int length = 0; length < 600; length += 7) {
            var metadata = read(Arrays.copyOf(whole, length));

            assertThat(metadata.orientation()).isOne();
        }
    }

    private String taken(ExifBlock exif) throws IOException {
        return String.valueOf(read(DrawnPhoto.withExif(JPEG, exif)).takenAt());
    }

    private ImageMetadata read(byte[] content) throws IOException {
        return MetadataReader.read(Files.write(folder.resolve("original"), content));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, String>> tags(ImageMetadata metadata) {
        return JsonMapper.shared().readValue(metadata.tags(), Map.class);
    }
}
