package org.imalink.transition.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecordedReadsTest {
    private final RecordedReads reads = new RecordedReads();

    @Test
    void what_shows_the_library_is_remembered_once_with_its_query() {
        reads.add("/api/v1/photos/", "limit=3");
        reads.add("/api/v1/timeline", "");
        reads.add("/api/v1/photos/", "limit=3");

        assertThat(reads.all()).containsExactly("/api/v1/timeline", "/api/v1/photos/?limit=3");
    }

    @Test
    void pictures_and_what_tells_of_the_server_or_of_who_asks_are_not() {
        reads.add("/api/v1/photos/ab/hotpreview", "");
        reads.add("/api/v1/photos/ab/original", "");
        reads.add("/api/v1/photos/ab/coldpreview", "width=10");
        reads.add("/api/v1/multiuser/status", "");
        reads.add("/api/v1/auth/me", "");
        reads.add("/api/v1/events", "");
        reads.add("/api/v1/photosphere", "");
        reads.add("/health", "");
        reads.add("/api/v1/search", "q=" + "a".repeat(2000));

        assertThat(reads.all()).isEmpty();
    }

    @Test
    void only_the_newest_are_kept() {
        IntStream.rangeClosed(0, RecordedReads.MOST).forEach(number -> reads.add("/api/v1/authors/" + number, ""));

        assertThat(reads.all())
                .hasSize(RecordedReads.MOST)
                .startsWith("/api/v1/authors/1")
                .endsWith("/api/v1/authors/" + RecordedReads.MOST);
    }
}
