package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many clients at once: each is answered as if it were alone. */
class ParallelClientsTest extends Contract {
    private static final int CLIENTS = 16;
    private static final int ROUNDS = 10;

    static Stream<ContractSetting> settings() {
        return ContractSetting.ends();
    }

    @Test
    void sixteen_clients_mix_reads_and_writes_and_no_request_fails() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, CLIENTS)
                    .mapToObj(number -> threads.submit(() -> {
                        for (int round = 0; round < ROUNDS; round++) {
                            readAndWrite(number + "-" + round);
                        }
                        return number;
                    }))
                    .toList();
            for (var each : running) {
                each.get();
            }
        }
        var photos = client.get("/api/v1/photos/?limit=1000").json();
        // One of all photos is the one that every client brings.
        assertThat(photos.get("meta").get("total").intValue()).isEqualTo(CLIENTS * ROUNDS + 1);
        assertThat(client.get("/api/v1/authors/?limit=1000")
                        .json()
                        .get("meta")
                        .get("total")
                        .intValue())
                .isEqualTo(CLIENTS * ROUNDS);
        assertThat(client.get("/api/v1/import_sessions/?limit=1")
                        .json()
                        .get("total")
                        .intValue())
                .isZero();
        var shared =
                client.get("/api/v1/photos/" + SampleLibrary.hothash("shared")).json();
        assertThat(shared.get("files").size()).isEqualTo(CLIENTS * ROUNDS);
    }

    private void readAndWrite(String name) {
        var hothash = library.addPhoto(name);
        library.addFile(name + ".jpg", "shared", "");
        long author = library.addAuthor("Author " + name);
        var edited = library.edit(
                hothash, "{\"title\":\"" + name + "\",\"author_id\":" + author + ",\"tags\":[\"t\"],\"rating\":3}");
        assertThat(edited.get("author").get("name").stringValue()).isEqualTo("Author " + name);
        assertThat(client.get("/api/v1/photos/" + hothash).json()).isEqualTo(edited);
        var found = client.post("/api/v1/photos/search", "{\"q\":\"" + name + "\",\"limit\":10}");
        assertThat(found.status()).isEqualTo(200);
        assertThat(client.get("/api/v1/photos/?limit=10").status()).isEqualTo(200);
        assertThat(client.get("/api/v1/timeline").status()).isEqualTo(200);
        long session = library.addSession(name);
        Replies.assertSuccess(
                client.delete("/api/v1/import_sessions/" + session), "Import session deleted successfully");
        assertThat(client.get("/api/v1/photos/" + hothash + "/hotpreview").bytes())
                .isEqualTo(SampleLibrary.hotpreview(name));
    }

    @Test
    void of_clients_that_add_the_same_author_at_once_one_succeeds() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, CLIENTS)
                    .mapToObj(number -> threads.submit(() -> client.post("/api/v1/authors/", "{\"name\":\"Kari\"}")
                            .status()))
                    .toList();
            int added = 0;
            for (var each : running) {
                int status = each.get();
                assertThat(status).isIn(201, 400);
                added += status == 201 ? 1 : 0;
            }
            assertThat(added).isOne();
        }
    }
}
