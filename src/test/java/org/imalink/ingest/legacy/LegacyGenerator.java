package org.imalink.ingest.legacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.imalink.preview.Hotpreviews;

/**
 * Makes up what people had in the single-user server, with the oddities of real databases that it could live with: photos
 * without files, references to what is gone, the same file several times, previews that are no image, paths of coldpreviews
 * that are lost, values that are missing. The same seed makes the same library.
 */
public final class LegacyGenerator {
    private static final List<String> WORDS =
            List.of("fjell", "Sommer", "blåbær", "Ærfugl", "HYTTE", "café", "50%", "to_do", "O'Hara", "雪", "a\nb", "");
    private static final List<String> SUFFIXES =
            List.of(".jpg", ".JPG", ".jpeg", ".png", ".dng", ".CR2", ".raw", ".tif", ".webp", ".gif", ".mov", "");

    private final Random random;
    private final LocalDateTime start = LocalDateTime.of(2025, 10, 1, 12, 0, 0, 123_456_000);
    private long moments;

    private LegacyGenerator(long seed) {
        this.random = new Random(seed);
    }

    public static LegacyLibrary library(long seed, int photos) {
        return new LegacyGenerator(seed).library(photos);
    }

    private LegacyLibrary library(int count) {
        var authors = IntStream.range(0, 6).mapToObj(this::author).toList();
        var storages = IntStream.range(0, 3).mapToObj(this::storage).toList();
        var sessions = IntStream.range(0, 8).mapToObj(this::session).toList();
        var photos = new ArrayList<LegacyLibrary.Photo>();
        var files = new ArrayList<LegacyLibrary.File>();
        long fileId = 1;
        for (int i = 0; i < count; i++) {
            var preview = hotpreview(i);
            var photo = photo(i, Hotpreviews.hothash(preview));
            photos.add(photo);
            // No file at all after its import session was deleted; several when it was sent again.
            int copies = i % 9 == 8 ? 0 : 1 + (random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0);
            for (int copy = 0; copy < copies; copy++) {
                files.add(file(fileId, i, photo, preview, copy));
                fileId += random.nextInt(10) == 0 ? 7 : 1;
            }
        }
        return new LegacyLibrary(authors, storages, sessions, List.copyOf(photos), List.copyOf(files));
    }

    private LegacyLibrary.Author author(int number) {
        return new LegacyLibrary.Author(
                number * 3L + 1,
                List.of("Ingrid", "Åse", "ola", "Ola", "Per", "Zoë").get(number),
                number % 2 == 0 ? "a" + number + "@example.org" : null,
                number % 3 == 0 ? "Bio " + word() : null,
                moment(),
                moment());
    }

    private LegacyLibrary.Storage storage(int number) {
        var uuid = new UUID(random.nextLong(), random.nextLong()).toString();
        return new LegacyLibrary.Storage(
                number + 1L,
                uuid,
                "imalink_20251018_10203%d_%s".formatted(number, uuid.substring(0, 8)),
                number == 0 ? "" : "/mnt/c/bilder " + number,
                "Disk " + word(),
                nullable(word()),
                moment(),
                moment());
    }

    private LegacyLibrary.Session session(int number) {
        // The Qt client used the time as an id.
        long id = number == 7 ? 1_760_000_000L + number : number + 1L;
        return new LegacyLibrary.Session(
                id,
                moment().plusHours(2),
                nullable("Import " + word()),
                nullable(word()),
                null,
                number == 3 ? Long.valueOf(999) : nullable(1L + 3 * random.nextInt(6)),
                moment(),
                moment());
    }

    private byte[] hotpreview(int number) {
        return switch (number % 4) {
            case 0 -> jpeg(150, 100, number);
            case 1 -> ("no image at all " + number).getBytes(UTF_8);
            default ->
                Stream.of(new byte[10 + random.nextInt(4000)])
                        .peek(random::nextBytes)
                        .findFirst()
                        .orElseThrow();
        };
    }

    private LegacyLibrary.Photo photo(int number, String hothash) {
        var usual = "%s/%s/%s.jpg".formatted(hothash.substring(0, 2), hothash.substring(2, 4), hothash);
        // Every sixth has a coldpreview; of those some lost their file.
        boolean cold = number % 6 == 0;
        boolean lost = number % 12 == 6;
        return new LegacyLibrary.Photo(
                hothash,
                nullable(100 + random.nextInt(6000)),
                nullable(100 + random.nextInt(6000)),
                random.nextInt(5) == 0
                        ? null
                        : LocalDateTime.of(
                                        2000 + random.nextInt(25),
                                        1 + random.nextInt(12),
                                        1 + random.nextInt(28),
                                        10,
                                        30)
                                .plusNanos(random.nextBoolean() ? 0 : 1000L * random.nextInt(1_000_000)),
                random.nextInt(3) == 0 ? null : random.nextDouble() * 180 - 90,
                random.nextInt(3) == 0 ? null : random.nextDouble() * 360 - 180,
                nullable("Tur " + word()),
                nullable(word() + " og " + word()),
                IntStream.range(0, random.nextInt(4)).mapToObj(i -> word()).toList(),
                nullable(random.nextInt(6)),
                random.nextInt(4) == 0 ? Long.valueOf(4711) : nullable(1L + 3 * random.nextInt(6)),
                cold ? usual : null,
                cold && !lost ? jpeg(300 + number, 200, number) : null,
                moment(),
                moment());
    }

    private LegacyLibrary.File file(long id, int number, LegacyLibrary.Photo photo, byte[] preview, int copy) {
        var name = "IMG_%04d%s%s"
                .formatted(number, copy == 0 ? "" : word(), SUFFIXES.get(random.nextInt(SUFFIXES.size())));
        return new LegacyLibrary.File(
                id,
                copy == 2 ? "the same.jpg" : name,
                nullable((long) random.nextInt(30_000_000)),
                nullable(Map.of("date_taken", "2024-01-02 03:04:05", "note", word())),
                preview,
                perceptualHash(number),
                photo.hothash(),
                random.nextInt(6) == 0 ? Long.valueOf(1_760_000_500L) : nullable(1L + random.nextInt(7)),
                nullable(moment()),
                nullable(Map.of("original_path", "C:\\bilder\\" + word())),
                nullable(Map.of("path", "/x/" + word(), "sizes", List.of(1, 2.5, true))),
                nullable(Map.of("bucket", word())),
                moment(),
                moment());
    }

    /** Often alike, sometimes none, sometimes longer than it should be. */
    private String perceptualHash(int number) {
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> "f".repeat(40);
            default -> "%016x".formatted(new Random(number % 3).nextLong() ^ (1L << random.nextInt(64)));
        };
    }

    /** Each a little later than the one before, so that no two rows are of the same moment. */
    private LocalDateTime moment() {
        moments += 1 + random.nextInt(1000);
        var moment = start.plusSeconds(moments).plusNanos(1000L * random.nextInt(1_000_000));
        return moments % 5 == 0 ? moment.withNano(0) : moment;
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private <T> T nullable(T value) {
        return random.nextInt(4) == 0 ? null : value;
    }

    /** A picture that no other number has. */
    public static byte[] jpeg(int width, int height, int number) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        for (int stripe = 0; stripe < 8; stripe++) {
            pen.setColor(new Color((number * 41 + stripe * 29) % 256, (number * 7 + stripe) % 256, stripe * 30));
            pen.fillRect(stripe * width / 8, (number % 5) * height / 10, width / 8, height);
        }
        pen.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpg", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** As Python's json.dumps writes it: letters outside ASCII escaped, a space after comma and colon. */
    static String json(Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> jsonText(text);
            case List<?> list ->
                "[" + String.join(", ", list.stream().map(LegacyGenerator::json).toList()) + "]";
            case Map<?, ?> map ->
                "{"
                        + String.join(
                                ", ",
                                map.entrySet().stream()
                                        .map(entry -> json(entry.getKey()) + ": " + json(entry.getValue()))
                                        .toList())
                        + "}";
            case Object number -> number.toString();
        };
    }

    private static String jsonText(String text) {
        var json = new StringBuilder("\"");
        for (char character : text.toCharArray()) {
            switch (character) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                default -> {
                    if (character < 0x20 || character > 0x7e) {
                        json.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
                    } else {
                        json.append(character);
                    }
                }
            }
        }
        return json.append('"').toString();
    }
}
