package org.imalink.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.imalink.preview.Rendering.Refused;
import org.imalink.preview.Rendering.Rendered;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestEngine.class)
class DamagedFilesTest {
    private static final Set<PreviewSize> HOT = EnumSet.of(PreviewSize.HOT);
    private static final boolean FULL = "full".equals(System.getProperty("imalink.counts"));
    private static final Set<RefusalReason> BROKEN = EnumSet.of(
            RefusalReason.DAMAGED,
            RefusalReason.TRUNCATED,
            RefusalReason.UNSUPPORTED,
            RefusalReason.NO_PREVIEW,
            RefusalReason.NEEDS_EXIFTOOL);

    private final TestEngine engine;

    @TempDir
    Path folder;

    @TempDir
    private static Path temporaries;

    /** Of the engine that is tested now: what one test does to its processes must not harm the next one either. */
    private static PreviewRenderer renderer;

    private Path good;

    DamagedFilesTest(TestEngine engine) {
        this.engine = engine;
    }

    @BeforeParameterizedClassInvocation
    static void open(TestEngine engine) throws IOException {
        assumeTrue(engine.isInstalled());
        renderer = engine.renderer(Files.createTempDirectory(temporaries, engine.name()), RenderLimits.standard());
    }

    @BeforeEach
    void writeGood() throws IOException {
        good = write("good.jpg", TestImages.jpeg(TestImages.picture(300, 200), false));
    }

    @AfterParameterizedClassInvocation
    static void close() {
        if (renderer != null) {
            renderer.close();
            renderer = null;
        }
    }

    @Test
    void an_image_cut_off_anywhere_is_refused() throws Exception {
        int places = FULL ? 60 : 12;
        for (var format : renderer.formats()) {
            var whole = engine.encode(TestImages.picture(500, 400), format, folder);
            var files = new ArrayList<Path>();
            for (int place = 0; place < places; place++) {
                files.add(write(format + "-" + place, Arrays.copyOf(whole, whole.length * 9 / 10 * place / places)));
            }
            var results = renderedBeforeGood(files);

            assertThat(results)
                    .as(format.name())
                    .allSatisfy(
                            result -> assertThat(((Refused) result).reason()).isIn(BROKEN));
        }
    }

    @Test
    void a_photo_that_lacks_its_end_is_told_to_be_truncated() throws Exception {
        for (var format : List.of(ImageFormat.JPEG, ImageFormat.PNG)) {
            var whole = TestImages.encode(TestImages.picture(500, 400), format);
            var half = write("half", Arrays.copyOf(whole, whole.length / 2));

            assertThat(((Refused) renderer.render(List.of(half), HOT).getFirst()).reason())
                    .as(format.name())
                    .isEqualTo(RefusalReason.TRUNCATED);
        }
    }

    @Test
    void flipped_bits_cost_at_most_their_own_file() throws Exception {
        int copies = FULL ? 200 : 10;
        var random = new Random(20261122);
        for (var format : renderer.formats()) {
            var whole = engine.encode(TestImages.picture(300, 200), format, folder);
            var files = new ArrayList<Path>();
            for (int copy = 0; copy < copies; copy++) {
                var flipped = whole.clone();
                for (int flips = 1 + random.nextInt(20); flips > 0; flips--) {
                    // Every second copy in its first bytes, where what a decoder believes is written.
                    int reach = copy % 2 == 0 ? flipped.length : Math.min(200, flipped.length);
                    flipped[random.nextInt(reach)] ^= (byte) (1 << random.nextInt(8));
                }
                files.add(write(format + "-" + copy, flipped));
            }

            assertThat(renderedBeforeGood(files)).as(format.name()).hasSize(copies);
        }
    }

    @Test
    void a_few_bytes_that_declare_more_than_the_limit_are_too_large() throws Exception {
        for (var format : ImageFormat.values()) {
            var bomb = write(format.name(), TestImages.bomb(format, 100_000));

            assertThat(renderedBeforeGood(List.of(bomb)).getFirst())
                    .as(format.name())
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(RefusalReason.TOO_LARGE));
        }
    }

    @Test
    void a_few_bytes_that_declare_what_is_just_allowed_are_refused_without_harm() throws Exception {
        var bombs = new ArrayList<Path>();
        for (var format : renderer.formats()) {
            if (format != ImageFormat.JPEG && format != ImageFormat.GIF) {
                bombs.add(write(format.name(), TestImages.bomb(format, 22_000)));
            }
        }

        assertThat(renderedBeforeGood(bombs))
                .allSatisfy(result -> assertThat(result).isInstanceOf(Refused.class));
    }

    @Test
    void nothing_and_noise_are_refused() throws Exception {
        var noise = new byte[5000];
        new Random(1).nextBytes(noise);
        var results = renderedBeforeGood(
                List.of(write("empty", new byte[0]), write("noise", noise), write("zeros.jpg", new byte[5000])));

        assertThat(results)
                .extracting(result -> ((Refused) result).reason())
                .containsExactly(RefusalReason.TRUNCATED, RefusalReason.UNSUPPORTED, RefusalReason.UNSUPPORTED);
    }

    @Test
    void headers_without_an_end_are_refused() throws Exception {
        var manySegments = TestImages.concat(TestImages.bytes(0xff, 0xd8), repeated(30_000, 0xff, 0xe5, 0, 2));
        var manyExtensions = TestImages.concat(
                TestImages.bytes('G', 'I', 'F', '8', '9', 'a', 1, 0, 1, 0, 0, 0, 0), repeated(300_000, 0x21, 0xfe, 0));
        var loopingBoxes = TestImages.concat(
                TestImages.bytes(0, 0, 0, 16, 'f', 't', 'y', 'p', 'h', 'e', 'i', 'c', 0, 0, 0, 0),
                TestImages.bytes(0, 0, 0, 1, 'f', 'r', 'e', 'e', 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff));

        var results = renderedBeforeGood(List.of(
                write("segments", manySegments), write("extensions", manyExtensions), write("boxes", loopingBoxes)));

        assertThat(results)
                .allSatisfy(result -> assertThat(((Refused) result).reason()).isIn(BROKEN));
    }

    @Test
    void a_small_server_survives_all_of_it() throws Exception {
        var files = Files.createDirectory(folder.resolve("hostile"));
        for (var format : renderer.formats()) {
            Files.write(files.resolve("bomb-" + format), TestImages.bomb(format, 100_000));
            Files.write(files.resolve("large-" + format), TestImages.bomb(format, 22_000));
            var whole = engine.encode(TestImages.picture(300, 200), format, folder);
            Files.write(files.resolve("half-" + format), Arrays.copyOf(whole, whole.length / 2));
        }
        // Larger than the server's whole heap.
        Files.write(files.resolve("long"), TestImages.concat(TestImages.bytes(0xff, 0xd8, 0xff), new byte[50 << 20]));

        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DamagedFilesTest.class.getName(),
                        engine.name(),
                        files.toString(),
                        good.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes());

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.strip()).endsWith("good file rendered");
    }

    /** The small server of the test above. */
    public static void main(String[] arguments) throws Exception {
        var engine = TestEngine.valueOf(arguments[0]);
        var files = new ArrayList<Path>();
        try (var hostile = Files.list(Path.of(arguments[1]))) {
            hostile.forEach(files::add);
        }
        var good = Path.of(arguments[2]);
        files.add(good);
        var temporary = Files.createDirectory(good.resolveSibling("small-server"));
        try (var renderer = engine.renderer(temporary, RenderLimits.standard())) {
            var results = renderer.render(files, HOT);
            System.out.println(results.getLast() instanceof Rendered ? "good file rendered" : results.getLast());
        }
    }

    /** What became of the files, after it is sure that a good one among and after them is rendered. */
    private List<Rendering> renderedBeforeGood(List<Path> files) throws Exception {
        var all = new ArrayList<>(files);
        all.add(good);
        var results = renderer.render(all, HOT);
        assertThat(results.getLast()).isInstanceOf(Rendered.class);
        return results.subList(0, files.size());
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static byte[] repeated(int times, int... values) {
        var unit = TestImages.bytes(values);
        var all = new byte[unit.length * times];
        for (int index = 0; index < all.length; index++) {
            all[index] = unit[index % unit.length];
        }
        return all;
    }
}
