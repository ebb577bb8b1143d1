package org.imalink.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.database.schema.Tables.IMAGE_FILES;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import org.imalink.library.EncodedPath;
import org.imalink.operation.jobs.JobOutcome;
import org.imalink.operation.jobs.JobResult;
import org.imalink.operation.jobs.JobState;
import org.junit.jupiter.api.Test;

class DamagedFilesTest extends ImportContract {
    @Test
    void each_damaged_file_is_told_with_its_reason_and_the_good_ones_are_imported() throws Exception {
        var expected = new HashMap<String, String>();
        write(expected, "cut off.jpg", "truncated", half(DrawnPhoto.jpeg(1)));
        write(expected, "cut off.png", "truncated", half(DrawnPhoto.png(1)));
        write(expected, "cut off in the header.jpg", "truncated", Arrays.copyOf(DrawnPhoto.jpeg(1), 100));
        write(expected, "huge.png", "too_large", declaredPng(100_000, 100_000));
        write(expected, "letter.jpg", "wrong_content", "Dear all".getBytes());
        write(expected, "empty.jpg", "empty", new byte[0]);
        write(expected, "letter.txt", "not_a_photo", "Dear all".getBytes());
        write(expected, "film.mp4", "video_not_yet", "\0\0\0\u0018ftypmp42\0\0\0\0mp42isom".getBytes());
        write(expected, "negative.nef", "damaged", new ExifBlock().tiff());
        write(expected, "a.jpg.xmp", "sidecar_alone", "<x/>".getBytes());
        write(expected, "a.jpg.json", "sidecar_unknown", "{}".getBytes());
        Files.createSymbolicLink(folder.resolve("loop"), folder);
        expected.put("loop", "symbolic_link");
        // Behind a flipped bit one decoder finds nonsense, another the end of the data.
        Files.write(folder.resolve("flipped bit.png"), flipped(DrawnPhoto.png(2)));
        Files.write(folder.resolve("really a png.jpg"), DrawnPhoto.png(3));
        Files.write(folder.resolve("good.jpg"), DrawnPhoto.jpeg(4));
        var before = LibrarySnapshot.ofFolder(folder);

        var job = imports.importNow(folder);

        assertThat(job.state()).isEqualTo(JobState.DONE);
        var told = new HashMap<>(told(imports.results(job)));
        assertThat(told.remove("flipped bit.png")).isIn("damaged", "truncated");
        assertThat(told).isEqualTo(expected);
        assertThat(job.added()).isEqualTo(2);
        assertThat(job.processed()).isEqualTo(expected.size() + 3);
        assertThat(LibrarySnapshot.ofFolder(folder)).isEqualTo(before);
    }

    @Test
    void no_name_keeps_a_photo_from_being_imported() throws Exception {
        var names = List.of(
                "up..and..down.jpg",
                "line%0Abreak.jpg",
                "%22quoted%22'.jpg",
                "-x.jpg",
                "--help",
                "%FF%FE.jpg",
                "%C3%85s;%20%7C%20rm.jpg",
                "%25s%25n.jpg",
                "%1B%5B2J.jpg");
        int number = 0;
        for (var name : names) {
            Files.write(EncodedPath.toPath(EncodedPath.of(folder) + "/" + name), DrawnPhoto.jpeg(number++));
        }

        var job = imports.importNow(folder);

        assertThat(job.added()).isEqualTo(names.size());
        assertThat(imports.results(job)).isEmpty();
        assertThat(database.<List<String>>read(
                        tx -> tx.select(IMAGE_FILES.FILENAME).from(IMAGE_FILES).fetch(IMAGE_FILES.FILENAME)))
                .contains("line\nbreak.jpg", "-x.jpg", "\ufffd\ufffd.jpg", "Ås; | rm.jpg");
        assertThat(imports.importNow(folder).known()).isEqualTo(names.size());
    }

    @Test
    void pipes_sockets_and_unreadable_files_are_told_and_nothing_waits_for_them() throws Exception {
        var expected = new HashMap<String, String>();
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("pipe.jpg").toString())
                        .start()
                        .waitFor())
                .isZero();
        expected.put("pipe.jpg", "special_file");
        var secret = Files.write(folder.resolve("secret.jpg"), DrawnPhoto.jpeg(1));
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
        if (!Files.isReadable(secret)) {
            expected.put("secret.jpg", "unreadable");
        }
        try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(folder.resolve("socket")));
            expected.put("socket", "special_file");

            var job = imports.importNow(folder);

            assertThat(told(imports.results(job))).isEqualTo(expected);
        }
    }

    @Test
    void bits_flipped_anywhere_cost_at_most_their_own_file() throws Exception {
        var random = new Random(20240701);
        var whole = DrawnPhoto.jpeg(
                1, new ExifBlock().text(ExifBlock.MAKE, "Kamera").number(ExifBlock.ISO, 100));
        int files = 60;
        for (int i = 0; i < files; i++) {
            var flipped = whole.clone();
            for (int flip = 0; flip < 5; flip++) {
                flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(folder.resolve("%02d.jpg".formatted(i)), flipped);
        }

        var job = imports.importNow(folder);

        assertThat(job.state()).isEqualTo(JobState.DONE);
        assertThat(job.processed()).isEqualTo(files);
        assertThat(imports.results(job, JobOutcome.FAILED)).hasSize(job.failed());
    }

    private void write(Map<String, String> expected, String name, String reason, byte[] content) throws IOException {
        Files.write(folder.resolve(name), content);
        expected.put(name, reason);
    }

    private Map<String, String> told(List<JobResult> results) {
        var told = new HashMap<String, String>();
        results.forEach(
                result -> told.put(folder.relativize(Path.of(result.path())).toString(), result.reason()));
        return told;
    }

    private static byte[] half(byte[] whole) {
        return Arrays.copyOf(whole, whole.length / 2);
    }

    /** A bit of the compressed pixels, which a checksum guards. */
    private static byte[] flipped(byte[] png) {
        var flipped = png.clone();
        flipped[png.length / 2] ^= 4;
        return flipped;
    }

    /** The header alone says how large the picture is. */
    private static byte[] declaredPng(int width, int height) {
        var png = DrawnPhoto.png(5);
        ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
        var crc = new CRC32();
        crc.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
        return png;
    }
}
