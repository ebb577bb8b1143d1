package org.imalink.transition.rehearsal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final String SEARCH = "/api/v1/search?q=fjord";

    private final RecordedReads recorded = new RecordedReads();
    private final AtomicLong now = new AtomicLong();
    private final Replay replay = new Replay(recorded, now::get);

    private static Reply reply(int status, String type, String body) {
        return new Reply(status, type, body.getBytes(UTF_8));
    }

    @Test
    void answers_that_are_the_same_byte_for_byte_are_the_same() throws Exception {
        recorded.add("/api/v1/search", "q=fjord");
        Reader server = path -> reply(200, "application/json", "{\"asked\": \"" + path + "\"}");
        replay.ask(server, "before");
        replay.ask(server, "afterwards");

        var reads = replay.described();
        assertThat(reads.asked()).isPositive().isEqualTo(reads.compared());
        assertThat(reads.differing()).isEmpty();
    }

    @Test
    void an_answer_with_another_body_status_or_type_is_another_and_named_with_when_it_was() throws Exception {
        recorded.add("/api/v1/search", "q=fjord");
        replay.ask(path -> reply(200, "application/json", "{}"), "before");
        replay.ask(path -> reply(200, "application/json", path.equals(SEARCH) ? "{ }" : "{}"), "in the middle");
        replay.ask(path -> reply(path.equals(SEARCH) ? 404 : 200, "application/json", "{}"), "afterwards");
        replay.ask(path -> reply(200, path.equals(SEARCH) ? "text/plain" : "application/json", "{}"), "at last");

        assertThat(replay.described().differing())
                .containsExactly(SEARCH + ", in the middle", SEARCH + ", afterwards", SEARCH + ", at last");
    }

    @Test
    void a_read_that_takes_much_longer_than_before_is_named_with_both_times() throws Exception {
        recorded.add("/api/v1/search", "q=fjord");
        replay.ask(path -> reply(200, "application/json", "{}"), "before");
        replay.ask(
                path -> {
                    if (path.equals(SEARCH)) {
                        now.addAndGet(80_000_000);
                    }
                    return reply(200, "application/json", "{}");
                },
                "afterwards");

        assertThat(replay.described().slower()).singleElement().satisfies(slower -> {
            assertThat(slower.read()).isEqualTo(SEARCH);
            assertThat(slower.when()).isEqualTo("afterwards");
            assertThat(slower.seconds()).isEqualTo(0.08);
            assertThat(slower.secondsBefore()).isZero();
        });
    }
}
