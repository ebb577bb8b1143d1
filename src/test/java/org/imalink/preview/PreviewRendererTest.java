package org.imalink.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.imalink.preview.Rendering.Refused;
import org.imalink.preview.Rendering.Rendered;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestEngine.class)
class PreviewRendererTest {
    private static final Set<PreviewSize> HOT = EnumSet.of(PreviewSize.HOT);
    private static final Set<PreviewSize> BOTH = EnumSet.allOf(PreviewSize.class);

    private final TestEngine engine;

    @TempDir
    Path folder;

    @TempDir
    private static Path temporaries;

    /** Those of the engine that is tested now: engines come one after another, and each starts its processes once. */
    private static Path temporary;

    private static PreviewRenderer renderer;

    PreviewRendererTest(TestEngine engine) {
        this.engine = engine;
    }

    @BeforeParameterizedClassInvocation
    static void open(TestEngine engine) throws IOException {
        assumeTrue(engine.isInstalled());
        temporary = Files.createTempDirectory(temporaries, engine.name());
        renderer = engine.renderer(temporary, RenderLimits.standard());
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        try (var left = Files.list(temporary)) {
            assertThat(left).isEmpty();
        }
    }

    @AfterParameterizedClassInvocation
    static void close() throws IOException {
        if (renderer != null) {
            renderer.close();
            renderer = null;
            try (var left = Files.list(temporary)) {
                assertThat(left).isEmpty();
            }
        }
    }

    @Test
    void both_sizes_are_jpegs_in_proportion() throws Exception {
        var rendered = rendered(TestImages.jpeg(TestImages.picture(2400, 1600), false), BOTH);

        assertThat(rendered.format()).isEqualTo(ImageFormat.JPEG);
        assertThat(rendered.width()).isEqualTo(2400);
        assertThat(rendered.height()).isEqualTo(1600);
        assertThat(rendered.orientation()).isEqualTo(1);
        assertSize(rendered, PreviewSize.HOT, 150, 100);
        assertSize(rendered, PreviewSize.COLD, 1200, 800);
        assertThat(rendered.jpegs().get(PreviewSize.COLD)).startsWith(0xff, 0xd8, 0xff);
    }

    @Test
    void a_small_image_is_not_enlarged() throws Exception {
        var rendered = rendered(TestImages.jpeg(TestImages.picture(120, 80), false), BOTH);

        assertSize(rendered, PreviewSize.HOT, 120, 80);
        assertSize(rendered, PreviewSize.COLD, 120, 80);
    }

    @Test
    void a_very_long_image_keeps_a_pixel_of_height() throws Exception {
        assertSize(rendered(TestImages.jpeg(TestImages.picture(3000, 4), false), HOT), PreviewSize.HOT, 150, 1);
    }

    @Test
    void every_format_looks_like_the_picture() throws Exception {
        var picture = TestImages.picture(600, 400);
        var expected = small(picture);
        for (var format : renderer.formats()) {
            var rendered = rendered(engine.encode(picture, format, folder), HOT);

            assertThat(rendered.format()).isEqualTo(format);
            assertThat(rendered.width()).isEqualTo(600);
            assertThat(rendered.height()).isEqualTo(400);
            var differences = Differences.between(expected, image(rendered, PreviewSize.HOT));
            // GIF has 256 colours.
            assertThat(differences.mean()).as(format.name()).isLessThan(format == ImageFormat.GIF ? 6 : 3);
            assertThat(differences.largest()).as(format.name()).isLessThan(30);
        }
    }

    @Test
    void every_orientation_is_shown_upright() throws Exception {
        var upright = TestImages.quarters(320, 240);
        for (int orientation = 1; orientation <= 8; orientation++) {
            var jpeg = TestImages.jpeg(TestImages.storedFor(orientation, upright), false);
            var order = orientation % 2 == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            var rendered = rendered(TestImages.withOrientation(jpeg, orientation, order), BOTH);

            assertThat(rendered.orientation()).isEqualTo(orientation);
            assertThat(rendered.width()).isEqualTo(320);
            assertThat(rendered.height()).isEqualTo(240);
            for (var size : BOTH) {
                assertQuarters(image(rendered, size));
            }
        }
    }

    @Test
    void a_png_is_turned_by_its_orientation_too() throws Exception {
        var png = TestImages.encode(TestImages.storedFor(6, TestImages.quarters(320, 240)), ImageFormat.PNG);
        var rendered = rendered(TestImages.withOrientationChunk(png, 6), HOT);

        assertThat(rendered.width()).isEqualTo(320);
        assertQuarters(image(rendered, PreviewSize.HOT));
    }

    @Test
    void what_is_transparent_becomes_white() throws Exception {
        var image = new BufferedImage(300, 300, BufferedImage.TYPE_INT_ARGB);
        var graphics = image.createGraphics();
        graphics.setColor(new Color(200, 0, 0));
        graphics.fillRect(0, 0, 150, 150);
        graphics.setColor(new Color(200, 0, 0, 128));
        graphics.fillRect(150, 0, 150, 150);
        graphics.dispose();
        var shown = image(rendered(TestImages.encode(image, ImageFormat.PNG), HOT), PreviewSize.HOT);

        assertColour(shown, 35, 35, new Color(200, 0, 0));
        assertColour(shown, 110, 35, new Color(227, 127, 127));
        assertColour(shown, 35, 110, Color.WHITE);
    }

    @Test
    void a_transparent_gif_becomes_white_too() throws Exception {
        var image = new BufferedImage(300, 300, BufferedImage.TYPE_INT_ARGB);
        var graphics = image.createGraphics();
        graphics.setColor(new Color(0, 0, 200));
        graphics.fillRect(0, 0, 150, 300);
        graphics.dispose();
        var shown = image(rendered(TestImages.encode(image, ImageFormat.GIF), HOT), PreviewSize.HOT);

        assertColour(shown, 35, 75, new Color(0, 0, 200));
        assertColour(shown, 110, 75, Color.WHITE);
    }

    @Test
    void grey_stays_as_light_as_it_is() throws Exception {
        var image = new BufferedImage(300, 300, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 300; y++) {
            for (int x = 0; x < 300; x++) {
                image.getRaster().setSample(x, y, 0, x < 150 ? 60 : 180);
            }
        }
        for (var format : List.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.TIFF)) {
            var shown = image(rendered(TestImages.encode(image, format), HOT), PreviewSize.HOT);

            assertThat(shown.getRaster().getSample(35, 75, 0)).as(format.name()).isCloseTo(60, within(2));
            assertThat(shown.getRaster().getSample(110, 75, 0))
                    .as(format.name())
                    .isCloseTo(180, within(2));
        }
    }

    @Test
    void sixteen_bits_a_sample_become_eight() throws Exception {
        var image = new BufferedImage(300, 300, BufferedImage.TYPE_USHORT_GRAY);
        for (int y = 0; y < 300; y++) {
            for (int x = 0; x < 300; x++) {
                image.getRaster().setSample(x, y, 0, x < 150 ? 60 * 257 : 180 * 257);
            }
        }
        var shown = image(rendered(TestImages.encode(image, ImageFormat.PNG), HOT), PreviewSize.HOT);

        assertThat(shown.getRaster().getSample(35, 75, 0)).isCloseTo(60, within(2));
        assertThat(shown.getRaster().getSample(110, 75, 0)).isCloseTo(180, within(2));
    }

    @Test
    void an_embedded_profile_is_honoured_and_the_preview_is_srgb() throws Exception {
        var picture = TestImages.quarters(300, 200);

        assertQuarters(image(rendered(TestImages.linearJpeg(picture), HOT), PreviewSize.HOT));
    }

    @Test
    void progressive_jpegs_are_shown() throws Exception {
        assertQuarters(image(rendered(TestImages.jpeg(TestImages.quarters(900, 700), true), HOT), PreviewSize.HOT));
    }

    @Test
    void previews_carry_no_metadata() throws Exception {
        var jpeg = TestImages.withOrientation(
                TestImages.linearJpeg(TestImages.quarters(300, 200)), 1, ByteOrder.BIG_ENDIAN);
        for (var preview : rendered(jpeg, BOTH).jpegs().values()) {
            assertThat(segments(preview)).doesNotContain(0xe1, 0xe2, 0xed, 0xfe);
        }
    }

    @Test
    void the_content_decides_and_not_the_name() throws Exception {
        var png = Files.write(
                folder.resolve("photo.jpg"), TestImages.encode(TestImages.picture(200, 100), ImageFormat.PNG));
        var text = Files.writeString(folder.resolve("letter.jpg"), "Dear reader, this is no picture at all.");

        var results = renderer.render(List.of(png, text), HOT);

        assertThat(results.get(0))
                .isInstanceOfSatisfying(
                        Rendered.class,
                        rendered -> assertThat(rendered.format()).isEqualTo(ImageFormat.PNG));
        assertRefused(results.get(1), RefusalReason.UNSUPPORTED);
    }

    @Test
    void hostile_names_are_only_names() throws Exception {
        var jpeg = TestImages.jpeg(TestImages.picture(200, 100), false);
        var names = List.of(
                "-x.jpg",
                "--help",
                "a b.jpg",
                "line\nbreak.jpg",
                "it's \"quoted\".jpg",
                "$(touch hacked)`id`.jpg",
                "photo.jpg[page=7]",
                "..jpg",
                "*?.jpg",
                "%s%n.jpg",
                "blåbær 😀.jpg",
                "source0",
                "~",
                "a:b.jpg");
        var files = new ArrayList<Path>();
        for (var name : names) {
            files.add(Files.write(folder.resolve(name), jpeg));
        }
        Files.createDirectory(folder.resolve("beside"));
        files.add(folder.resolve("beside/../-x.jpg"));

        assertThat(renderer.render(files, HOT))
                .hasSize(names.size() + 1)
                .allSatisfy(rendering -> assertThat(rendering).isInstanceOf(Rendered.class));
        assertThat(folder.resolve("hacked")).doesNotExist();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_name_that_is_no_text_is_only_a_name_too() throws Exception {
        file("good.jpg", TestImages.jpeg(TestImages.picture(200, 100), false));
        var strange = Files.createDirectory(folder.resolve("strange"));
        var copy = new ProcessBuilder("sh", "-c", "cp good.jpg \"strange/$(printf 'caf\\351 \\377.jpg')\"")
                .directory(folder.toFile())
                .start();
        assertThat(copy.waitFor()).isZero();
        try (var files = Files.list(strange)) {
            assertThat(renderer.render(files.toList(), HOT))
                    .hasSize(1)
                    .allSatisfy(rendering -> assertThat(rendering).isInstanceOf(Rendered.class));
        }
    }

    @Test
    void a_closed_renderer_says_nothing_about_files() throws Exception {
        var file = file("good.jpg", TestImages.jpeg(TestImages.picture(200, 100), false));
        var closed = engine.renderer(temporary, RenderLimits.standard());
        closed.close();

        assertThatThrownBy(() -> closed.render(List.of(file), HOT)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void each_result_stands_at_its_file_s_place() throws Exception {
        var files = new ArrayList<Path>();
        for (int index = 0; index < 30; index++) {
            var content = index % 5 == 4
                    ? TestImages.bytes(1, 2, 3)
                    : TestImages.encode(TestImages.picture(200 + index, 100), ImageFormat.values()[index % 5]);
            files.add(Files.write(folder.resolve("file" + index), content));
        }
        var results = renderer.render(files, HOT);

        for (int index = 0; index < 30; index++) {
            if (index % 5 == 4) {
                assertRefused(results.get(index), RefusalReason.UNSUPPORTED);
            } else {
                assertThat(((Rendered) results.get(index)).width()).isEqualTo(200 + index);
            }
        }
    }

    @Test
    void a_file_gives_the_same_bytes_alone_and_in_company() throws Exception {
        var good = file("good", TestImages.jpeg(TestImages.picture(900, 600), false));
        var other = file("other", TestImages.linearJpeg(TestImages.picture(900, 600)));
        var bad = file("bad", TestImages.bomb(ImageFormat.PNG, 400));
        var alone = (Rendered) renderer.render(List.of(good), BOTH).getFirst();
        var company = (Rendered)
                renderer.render(List.of(bad, other, good, good), BOTH).get(2);

        for (var size : BOTH) {
            assertThat(company.jpegs().get(size)).isEqualTo(alone.jpegs().get(size));
        }
    }

    @Test
    void what_is_no_file_is_unreadable() throws Exception {
        var results = renderer.render(List.of(folder.resolve("missing.jpg"), folder), HOT);

        assertThat(results).allSatisfy(result -> assertRefused(result, RefusalReason.UNREADABLE));
    }

    @Test
    void who_is_interrupted_is_told_nothing_of_the_file() throws Exception {
        var file = Files.write(folder.resolve("a.jpg"), TestImages.jpeg(TestImages.picture(120, 80), false));

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> renderer.render(List.of(file), HOT)).isInstanceOf(InterruptedException.class);

        assertThat(Thread.interrupted()).isFalse();
        assertThat(renderer.render(List.of(file), HOT)).allMatch(Rendered.class::isInstance);
    }

    @Test
    void a_file_that_takes_too_long_is_given_up() throws Exception {
        try (var impatient =
                engine.renderer(temporary, new RenderLimits(500_000_000, Duration.ofMillis(1), 3L << 30, 768, 1))) {
            var file = file("large.jpg", TestImages.jpeg(TestImages.picture(3000, 2000), false));

            assertRefused(impatient.render(List.of(file), HOT).getFirst(), RefusalReason.TIMEOUT);
        }
    }

    @Test
    void a_file_that_needs_too_much_memory_is_refused_and_the_next_is_shown() throws Exception {
        try (var poor = engine.renderer(
                temporary, new RenderLimits(500_000_000, Duration.ofMinutes(1), engine.littleMemory(), 24, 1))) {
            // Progressive, so that it cannot be decoded row by row.
            var tooMuch = engine.tooMuch();
            var picture = new BufferedImage(tooMuch.width(), tooMuch.height(), BufferedImage.TYPE_3BYTE_BGR);
            var large = file("large.jpg", TestImages.jpeg(picture, true));
            var small = file("small.jpg", TestImages.jpeg(TestImages.picture(300, 200), false));

            var results = poor.render(List.of(large, small, small), HOT);

            assertRefused(results.get(0), RefusalReason.OUT_OF_MEMORY);
            assertThat(results.subList(1, 3))
                    .allSatisfy(result -> assertThat(result).isInstanceOf(Rendered.class));
        }
    }

    @Test
    void a_crash_in_a_batch_costs_no_other_file() throws Exception {
        var files = new ArrayList<Path>();
        var photo = TestImages.jpeg(TestImages.picture(2000, 1500), false);
        for (int index = 0; index < 12; index++) {
            files.add(file("photo" + index, photo));
        }
        renderer.formats();
        var done = new CompletableFuture<List<Rendering>>();
        Thread.ofPlatform().start(() -> {
            try {
                done.complete(renderer.render(files, BOTH));
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        int killed = 0;
        while (!isSoon(done) && killed < 3) {
            killed += (int) ProcessHandle.current()
                    .descendants()
                    .filter(process -> process.info().command().orElse("").endsWith("/vipsthumbnail"))
                    .filter(ProcessHandle::destroyForcibly)
                    .count();
        }

        assertThat(killed > 0).isEqualTo(engine == TestEngine.VIPS);
        assertThat(done.get())
                .hasSize(12)
                .allSatisfy(rendering -> assertThat(rendering).isInstanceOf(Rendered.class));
    }

    @Test
    void the_perceptual_hash_is_the_same_as_in_the_server() throws Exception {
        var jpeg = TestImages.jpeg(TestImages.picture(150, 100), false);

        assertThat(renderer.perceptualHash(jpeg))
                .isEqualTo(PerceptualHash.of(jpeg))
                .isPresent();
        assertThat(renderer.perceptualHash(TestImages.bytes(1, 2, 3, 4))).isEmpty();
    }

    /** Whether it is there within a millisecond: looking at all processes again at once would take its processor from it. */
    private static boolean isSoon(CompletableFuture<?> future) throws Exception {
        try {
            future.get(1, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        }
    }

    private Rendered rendered(byte[] content, Set<PreviewSize> sizes) throws Exception {
        var result = renderer.render(List.of(file("image", content)), sizes).getFirst();
        assertThat(result).isInstanceOf(Rendered.class);
        return (Rendered) result;
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static BufferedImage image(Rendered rendered, PreviewSize size) {
        return TestImages.decode(rendered.jpegs().get(size));
    }

    /** A picture of 600 x 400 averaged down to its hotpreview, without any renderer. */
    private static BufferedImage small(BufferedImage picture) {
        return PlaneReader.read(picture, 4).image();
    }

    private static void assertSize(Rendered rendered, PreviewSize size, int width, int height) {
        var image = image(rendered, size);
        assertThat(List.of(image.getWidth(), image.getHeight())).containsExactly(width, height);
    }

    private static void assertRefused(Rendering rendering, RefusalReason reason) {
        assertThat(rendering)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static void assertQuarters(BufferedImage image) {
        int right = image.getWidth() * 3 / 4;
        int bottom = image.getHeight() * 3 / 4;
        assertColour(image, image.getWidth() / 4, image.getHeight() / 4, TestImages.TOP_LEFT);
        assertColour(image, right, image.getHeight() / 4, TestImages.TOP_RIGHT);
        assertColour(image, image.getWidth() / 4, bottom, TestImages.BOTTOM_LEFT);
        assertColour(image, right, bottom, TestImages.BOTTOM_RIGHT);
    }

    private static void assertColour(BufferedImage image, int x, int y, Color expected) {
        var pixel = new Color(image.getRGB(x, y));
        assertThat(List.of(pixel.getRed(), pixel.getGreen(), pixel.getBlue()))
                .as("colour at %d, %d", x, y)
                .zipSatisfy(
                        List.of(expected.getRed(), expected.getGreen(), expected.getBlue()),
                        (actual, wanted) -> assertThat(actual).isCloseTo(wanted, within(6)));
    }

    private static List<Integer> segments(byte[] jpeg) {
        var markers = new ArrayList<Integer>();
        int position = 2;
        while ((jpeg[position + 1] & 0xff) != 0xda) {
            markers.add(jpeg[position + 1] & 0xff);
            position += 2 + ((jpeg[position + 2] & 0xff) << 8 | jpeg[position + 3] & 0xff);
        }
        return markers;
    }
}
