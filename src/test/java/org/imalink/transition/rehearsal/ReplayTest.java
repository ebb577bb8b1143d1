package org.imalink.transition.rehearsal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final String SEARCH = "/api/v1/search?q=fjord";

    private final RecordedReads recorded = new RecordedReads();
    private final Replay replay = new Replay(recorded);

    private static Reply reply(int status, String type, String body) {
        return new Reply(status, type, body.getBytes(UTF_8));
    }

    @Test
    void answers_that_are_the_same_byte_for_byte_are_the_same() throws Exception {
        recorded.add("/api/v1/search", "q=fjord");
        Reader server = path -> reply(200, "application/json", "{\"asked\": \"" + path + "\"}");
        replay.ask(server, "before");
        replay.ask(server, "afterwards");

        assertThat(replay.asked()).isPositive().isEqualTo(replay.compared());
        assertThat(replay.differing()).isEmpty();
    }

    @Test
    void an_answer_with_another_body_status_or_type_is_another_and_named_with_when_it_was() throws Exception {
        recorded.add("/api/v1/search", "q=fjord");
        replay.ask(path -> reply(200, "application/json", "{}"), "before");
        replay.ask(path -> reply(200, "application/json", path.equals(SEARCH) ? "{ }" : "{}"), "in the middle");
        replay.ask(path -> reply(path.equals(SEARCH) ? 404 : 200, "application/json", "{}"), "afterwards");
        replay.ask(path -> reply(200, path.equals(SEARCH) ? "text/plain" : "application/json", "{}"), "at last");

        assertThat(replay.differing())
                .containsExactly(SEARCH + ", in the middle", SEARCH + ", afterwards", SEARCH + ", at last");
    }
}
