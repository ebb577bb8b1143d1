import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Four who look at photos and one who rates them, one request after the other, until they leave. */
final class People implements AutoCloseable {
    private static final int READERS = 4;

    /** What people saw, in milliseconds. */
    record Seen(ConcurrentLinkedQueue<Double> reads, ConcurrentLinkedQueue<Double> writes, AtomicInteger failed) {
        double read(int percent) {
            return Pairs.percentile(List.copyOf(reads), percent);
        }

        double write(int percent) {
            return Pairs.percentile(List.copyOf(writes), percent);
        }
    }

    private final Seen seen = new Seen(new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>(), new AtomicInteger());
    private final ExecutorService threads = Executors.newFixedThreadPool(READERS + 1);
    private final List<Future<?>> people = new ArrayList<>();
    private volatile boolean leaving;

    People(Server server, List<String> hashes) {
        for (int person = 0; person <= READERS; person++) {
            int number = person;
            people.add(threads.submit(() -> use(server, hashes, number)));
        }
    }

    Seen leave() throws Exception {
        leaving = true;
        for (var person : people) {
            person.get();
        }
        return seen;
    }

    private Void use(Server server, List<String> hashes, int number) throws Exception {
        var random = new Random(number);
        try (var client = HttpClient.newHttpClient()) {
            for (int turn = 0; !leaving; turn++) {
                var photo = "/api/v1/photos/" + hashes.get(random.nextInt(hashes.size()));
                boolean writes = number == READERS;
                var path = writes
                        ? photo
                        : switch (turn % 5) {
                            case 0 -> "/api/v1/timeline";
                            case 1 -> "/api/v1/photos/?limit=20&offset=" + random.nextInt(1000);
                            case 2 -> photo;
                            default -> photo + "/hotpreview";
                        };
                var request = HttpRequest.newBuilder(server.address().resolve(path));
                if (writes) {
                    request.header("Content-Type", "application/json")
                            .PUT(HttpRequest.BodyPublishers.ofString("{\"rating\":" + random.nextInt(6) + "}"));
                }
                long began = System.nanoTime();
                try {
                    if (client.send(request.build(), BodyHandlers.discarding()).statusCode() != 200) {
                        seen.failed().incrementAndGet();
                    }
                } catch (IOException e) {
                    seen.failed().incrementAndGet();
                }
                (writes ? seen.writes() : seen.reads()).add((System.nanoTime() - began) / 1e6);
                Thread.sleep(writes ? 20 : 5); // people look at what they asked for
            }
        }
        return null;
    }

    @Override
    public void close() {
        leaving = true;
        threads.close();
    }
}
