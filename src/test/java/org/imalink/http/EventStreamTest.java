package org.imalink.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    @Test
    void of_what_is_told_about_one_subject_before_it_is_sent_only_the_newest_counts() throws Exception {
        var stream = new EventStream();
        stream.tell("job 1", "job", "{\"processed\":1}");
        stream.tell("library", "library", "{}");
        stream.tell("job 1", "job", "{\"processed\":2}");
        var sent = new ByteArrayOutputStream();
        var told = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = threads.submit(() -> {
                stream.writeTo(new OutputStream() {
                    @Override
                    public void write(int value) {
                        throw new AssertionError("Events are written whole");
                    }

                    @Override
                    public void write(byte[] bytes) throws IOException {
                        sent.write(bytes);
                        if (sent.toString(UTF_8).contains("library")) {
                            told.countDown();
                        }
                    }
                });
                return null;
            });
            told.await();
            stream.close();
            running.get();
        }
        assertThat(sent.toString(UTF_8))
                .isEqualTo(":\n\nevent: job\ndata: {\"processed\":2}\n\nevent: library\ndata: {}\n\n");
    }
}
