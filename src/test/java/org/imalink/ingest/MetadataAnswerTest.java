package org.imalink.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.imalink.library.PlaceNames;
import org.imalink.operation.isolated.IsolatedTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a process says that has read a hostile file, and may be no longer the one that we started. */
class MetadataAnswerTest {
    private static final ImageMetadata FULL = new ImageMetadata(
            LocalDateTime.parse("1969-12-31T23:59:59.123456"),
            -570,
            -59.9,
            10.7,
            "Canon",
            "EOS \ud83d\udcf7",
            "",
            0.004,
            1.8,
            6400,
            35.5,
            8,
            new Description(
                    "Blåbær",
                    "Linje\nlinje",
                    List.of("fjell", "", "sjø"),
                    5,
                    "Åse",
                    new PlaceNames("a", "b", "c", "d")),
            "{\"Exif\":{\"Make\":\"Canon\"}}");

    static Stream<ImageMetadata> metadata() {
        return Stream.of(
                FULL,
                ImageMetadata.NONE,
                new ImageMetadata(
                        LocalDateTime.MIN,
                        null,
                        0.0,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        0,
                        null,
                        1,
                        Description.NONE,
                        "x".repeat(70_000)));
    }

    @ParameterizedTest
    @MethodSource("metadata")
    void what_is_said_is_understood_and_nothing_shorter_or_longer(ImageMetadata metadata) throws IOException {
        var answer = MetadataAnswer.encoded(metadata);

        assertThat(MetadataAnswer.decoded(answer)).isEqualTo(metadata);

        for (int length = 0; length < Math.min(answer.length, 500); length++) {
            var beginning = Arrays.copyOf(answer, length);
            assertThatThrownBy(() -> MetadataAnswer.decoded(beginning))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("Its answer ");
        }
        assertThatThrownBy(() -> MetadataAnswer.decoded(Arrays.copyOf(answer, answer.length + 3)))
                .isInstanceOf(IOException.class)
                .hasMessage("Behind its answer there are 3 bytes more");
    }

    @Test
    void an_answer_in_another_form_is_refused_by_its_first_byte() throws IOException {
        var answer = MetadataAnswer.encoded(FULL);
        answer[0] = '{';

        assertThatThrownBy(() -> MetadataAnswer.decoded(answer))
                .isInstanceOf(IOException.class)
                .hasMessage("Its answer has the form 123 instead of 1");
    }

    @Test
    void a_text_that_would_be_longer_than_the_answer_takes_no_memory() throws IOException {
        var answer = MetadataAnswer.encoded(ImageMetadata.NONE);
        int behindTimePlaceAndMaker = 5;
        var lying = ByteBuffer.allocate(answer.length + Integer.BYTES);
        lying.put(answer, 0, behindTimePlaceAndMaker);
        lying.put((byte) 1).putInt(Integer.MAX_VALUE);

        assertThatThrownBy(() -> MetadataAnswer.decoded(lying.array()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Its answer tells of 2147483647 bytes where ");
    }

    /** Whatever bytes are changed, there is an answer or an error that who asked expects. */
    @Test
    void an_answer_with_changed_bytes_is_another_one_or_refused() throws IOException {
        var random = new Random(4711);
        var answer = MetadataAnswer.encoded(FULL);
        int refused = 0;
        for (int round = 0; round < 5_000; round++) {
            var changed = Arrays.copyOf(answer, answer.length);
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                changed[random.nextInt(200)] = (byte) random.nextInt();
            }
            try {
                assertThat(MetadataAnswer.decoded(changed).description().keywords())
                        .isNotNull();
            } catch (IOException e) {
                assertThat(e.getMessage()).isNotEmpty();
                refused++;
            }
        }
        assertThat(refused).isBetween(1_000, 4_900);
    }

    /** Answers with as many bytes as it is told. */
    public static final class Babbler implements IsolatedTask {
        @Override
        public byte[] answer(byte[] request) {
            return new byte[Integer.parseInt(new String(request, StandardCharsets.US_ASCII))];
        }
    }

    @Test
    void a_process_that_says_what_is_no_answer_costs_one_file_its_metadata(@TempDir Path temporary) throws Exception {
        int tooMany = 2 * 1024 * 1024;
        try (var process = new MetadataProcess(Babbler.class, 1, temporary)) {
            assertThat(process.read(Path.of("0"))).isEmpty();
            assertThat(process.read(Path.of("100"))).isEmpty();
            assertThat(process.read(Path.of(Integer.toString(tooMany)))).isEmpty();
        }
    }
}
