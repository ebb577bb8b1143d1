package org.imalink.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.imalink.operation.isolated.ScratchFolder;
import org.imalink.preview.RawSample.Shot;
import org.imalink.preview.Rendering.Refused;
import org.imalink.preview.Rendering.Rendered;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RawPreviewTest {
    private static final Set<PreviewSize> HOT = EnumSet.of(PreviewSize.HOT);
    private static final Shot SHOT = Shot.at("2024:07:01 10:20:30");

    @TempDir
    Path folder;

    @TempDir
    private static Path temporary;

    private static PreviewRenderer renderer;

    @BeforeAll
    static void open() throws IOException {
        renderer = PreviewRenderers.best(temporary);
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        try (var left = Files.list(temporary)) {
            assertThat(left).isEmpty();
        }
    }

    @AfterAll
    static void close() throws IOException {
        renderer.close();
        try (var left = Files.list(temporary)) {
            assertThat(left).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_preview_of_every_maker_is_found_and_shown_with_the_size_of_the_raw(RawSample maker) throws Exception {
        var rendered = rendered(maker.of(TestImages.jpeg(TestImages.quarters(600, 400), false), SHOT));

        assertThat(rendered.format()).isEqualTo(ImageFormat.RAW);
        assertThat(rendered.previewTool()).isEqualTo("imalink");
        assertThat(List.of(rendered.width(), rendered.height())).containsExactly(3000, 2000);
        assertQuarters(rendered, 150, 100);
    }

    @ParameterizedTest
    @EnumSource
    void the_orientation_of_the_raw_turns_a_preview_that_has_none(RawSample maker) throws Exception {
        for (int orientation = 1; orientation <= 8; orientation++) {
            boolean onItsSide = orientation >= 5;
            var upright = TestImages.quarters(onItsSide ? 400 : 600, onItsSide ? 600 : 400);
            var jpeg = TestImages.jpeg(TestImages.storedFor(orientation, upright), false);
            var rendered = rendered(maker.of(jpeg, SHOT.turned(orientation)));

            assertThat(rendered.orientation()).isEqualTo(orientation);
            assertThat(List.of(rendered.width(), rendered.height()))
                    .containsExactly(onItsSide ? 2000 : 3000, onItsSide ? 3000 : 2000);
            assertQuarters(rendered, onItsSide ? 100 : 150, onItsSide ? 150 : 100);
        }
    }

    @Test
    void a_preview_with_an_orientation_of_its_own_is_turned_once() throws Exception {
        var stored = TestImages.jpeg(TestImages.storedFor(6, TestImages.quarters(400, 600)), false);
        var own = TestImages.withOrientation(stored, 6, ByteOrder.LITTLE_ENDIAN);

        assertQuarters(rendered(RawSample.RW2.of(own, SHOT.turned(6))), 100, 150);
    }

    @Test
    void a_preview_that_was_turned_already_is_not_turned_again() throws Exception {
        var upright = TestImages.jpeg(TestImages.quarters(400, 600), false);
        var rendered = rendered(RawSample.DNG.of(upright, SHOT.turned(6)));

        assertThat(List.of(rendered.width(), rendered.height())).containsExactly(2000, 3000);
        assertQuarters(rendered, 100, 150);
    }

    @Test
    void a_thumbnail_or_nothing_is_told_and_not_shown() throws Exception {
        var thumbnail = RawSample.CR2.of(TestImages.jpeg(TestImages.picture(160, 120), false), SHOT);
        var nothing = RawSample.NEF.of(new byte[500], SHOT);
        var expected = PreviewRenderers.exifToolIsInstalled() ? RefusalReason.NO_PREVIEW : RefusalReason.NEEDS_EXIFTOOL;

        for (var raw : List.of(thumbnail, nothing)) {
            assertThat(render(raw))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(expected));
        }
    }

    @Test
    void values_of_a_sensor_that_are_packed_like_a_jpeg_are_no_preview() throws Exception {
        var lossless = TestImages.jpeg(TestImages.picture(600, 400), false);
        int frame = indexOf(lossless, 0xff, 0xc0);
        lossless[frame + 1] = (byte) 0xc3;

        assertThat(render(RawSample.CR2.of(lossless, SHOT))).isInstanceOf(Refused.class);
    }

    @Test
    void a_file_of_another_maker_waits_for_exiftool() throws Exception {
        var installed = new AtomicBoolean();
        var other = Files.write(folder.resolve("other.x3f"), "FOVb and nothing else".getBytes());
        try (var raws = new RawPreviews(1, temporary, installed::get);
                var scratch = ScratchFolder.below(temporary)) {
            assertThat(raws.extract(List.of(scratch.link(other)), scratch))
                    .containsExactly(new RawPreviews.Found.None(RefusalReason.NEEDS_EXIFTOOL));

            installed.set(true);
            assertThat(raws.extract(List.of(scratch.link(other)), scratch))
                    .containsExactly(new RawPreviews.Found.None(RefusalReason.NO_PREVIEW));
        }
    }

    /** A preview lies in Pentax' own note, which only ExifTool reads. */
    @Test
    void exiftool_finds_what_the_own_reader_does_not() throws Exception {
        assumeTrue(PreviewRenderers.exifToolIsInstalled());
        var jpeg = TestImages.jpeg(TestImages.quarters(600, 400), false);
        var rendered = rendered(RawSample.pentax(jpeg, SHOT.turned(3).by("PENTAX Corporation", "PENTAX K10D")));

        assertThat(rendered.previewTool()).isEqualTo("exiftool");
        assertThat(rendered.orientation()).isEqualTo(3);
    }

    private static int indexOf(byte[] bytes, int first, int second) {
        for (int index = 0; index < bytes.length - 1; index++) {
            if ((bytes[index] & 0xff) == first && (bytes[index + 1] & 0xff) == second) {
                return index;
            }
        }
        throw new IllegalArgumentException();
    }

    private static void assertQuarters(Rendered rendered, int width, int height) {
        var shown = TestImages.decode(rendered.jpegs().get(PreviewSize.HOT));
        assertThat(List.of(shown.getWidth(), shown.getHeight())).containsExactly(width, height);
        assertThat(Differences.between(TestImages.quarters(width, height), shown)
                        .mean())
                .isLessThan(6);
    }

    private Rendered rendered(byte[] raw) throws Exception {
        var result = render(raw);
        assertThat(result).isInstanceOf(Rendered.class);
        return (Rendered) result;
    }

    private Rendering render(byte[] raw) throws Exception {
        return renderer.render(List.of(Files.write(folder.resolve("raw"), raw)), HOT)
                .getFirst();
    }
}
