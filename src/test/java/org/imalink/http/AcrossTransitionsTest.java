package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.database.schema.Tables.CONTRIBUTIONS;
import static org.imalink.database.schema.Tables.IMPORT_SESSIONS;
import static org.imalink.database.schema.Tables.PHOTOS;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.imalink.access.Libraries;
import org.imalink.access.Phase;
import org.imalink.access.Scope;
import org.imalink.access.Standing;
import org.imalink.account.Actor;
import org.imalink.database.Engine;
import org.imalink.ingest.DrawnPhoto;
import org.imalink.operation.jobs.Job;
import org.imalink.operation.jobs.JobEvents;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * A server goes through all phases and back while a folder is imported, a member uploads a picture in pieces and has a photo
 * open to edit it, and a page follows the news: nothing that was acknowledged is lost, and nothing is written into another
 * library than the one that was shown.
 */
class AcrossTransitionsTest {
    private static final Actor OPERATOR = new Actor.Operator();
    private static final List<String> WAY = List.of(
            "advance foundation",
            "advance dual",
            "advance scoped",
            "advance active",
            "retreat scoped",
            "retreat dual",
            "retreat foundation",
            "retreat single");
    private static final int FILES = 48;
    private static final int OWN_FILES = 4;
    private static final int PIECES = 4;
    private static final long LONGEST_SECONDS = 60;

    /** A photo that is in both libraries, with a description that says in which. */
    private static final String OPEN = "/api/v1/photos/" + SampleLibrary.hothash("open");

    @TempDir
    private Path temporary;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition happened = lock.newCondition();
    private final AtomicInteger step = new AtomicInteger();
    private volatile boolean isOver;
    private RunningServer server;
    private Client operator;
    private long kari;

    /** Of the library with each description: the title that was acknowledged last. */
    private final Map<String, String> titles = new ConcurrentHashMap<>();

    private final Map<String, Sent> uploads = new ConcurrentHashMap<>();
    private final AtomicInteger edits = new AtomicInteger();
    private final AtomicInteger visits = new AtomicInteger();
    private final AtomicInteger openedStreams = new AtomicInteger();
    private final AtomicInteger streams = new AtomicInteger();

    /** An upload, and how much of it was acknowledged. */
    private record Sent(String path, byte[] picture, int acknowledged, int lastStep) {
        byte[] next() {
            int end = Math.min(picture.length, acknowledged + picture.length / PIECES + 1);
            return Arrays.copyOfRange(picture, acknowledged, end);
        }

        Sent with(int piece, int now) {
            return new Sent(path, picture, acknowledged + piece, now);
        }

        boolean isWhole() {
            return acknowledged == picture.length;
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void people_go_on_through_all_phases_and_back(Engine engine) throws Exception {
        try (var running = RunningServer.on(engine);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            server = running;
            operator = server.client().with(OperatorGate.HEADER, RunningServer.OPERATOR_CODE);
            makeLibraries();
            long job = importFolder(folder("shared", FILES), "");
            var others =
                    List.of(start(threads, this::edit), start(threads, this::upload), start(threads, this::follow));
            try {
                long own = 0;
                for (var move : WAY) {
                    go(move, others);
                    if (move.equals("retreat scoped")) {
                        own = importFolder(folder("karis", OWN_FILES), ",\"user\":\"kari\"");
                    }
                }
                assertThat(server.test().database().read(Standing::read).phase())
                        .isEqualTo(Phase.SINGLE);
                go("advance scoped", others);
                awaitEnd(operator, job, FILES);
                awaitEnd(operator, own, OWN_FILES);
                awaitUpload("karis", others);
                go("retreat dual", others);
                awaitUpload("shared", others);
            } finally {
                isOver = true;
                endStreams(others);
            }
            for (var other : others) {
                other.get(LONGEST_SECONDS, TimeUnit.SECONDS);
            }
            finishUploads();
            checkLibraries();
        }
    }

    /** A change ends every stream that is open; one that was opened just behind it is ended by the next. */
    private void endStreams(List<? extends Future<?>> others) {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        while (others.stream().anyMatch(other -> !other.isDone()) && System.nanoTime() < patience) {
            server.phases().retreat(OPERATOR, Phase.SINGLE);
            server.phases().advance(OPERATOR, Phase.FOUNDATION);
        }
    }

    private void makeLibraries() {
        server.phases().advance(OPERATOR, Phase.SCOPED);
        server.addAdmin();
        kari = server.memberId();
        for (var library :
                Map.of("shared", server.client(), "karis", server.member()).entrySet()) {
            new SampleLibrary(library.getValue()).addPhoto("open");
            new SampleLibrary(library.getValue())
                    .edit(SampleLibrary.hothash("open"), "{\"description\":\"" + library.getKey() + "\"}");
        }
        server.phases().retreat(OPERATOR, Phase.SINGLE);
    }

    private Path folder(String name, int files) throws IOException {
        var folder = Files.createDirectories(temporary.toRealPath().resolve(name));
        for (int number = 0; number < files; number++) {
            Files.write(folder.resolve("%02d.jpg".formatted(number)), DrawnPhoto.jpeg(number));
        }
        return folder;
    }

    /** The import never gets far ahead of the phases, so that it goes on until the last of them. */
    private long importFolder(Path folder, String more) {
        if (more.isEmpty()) {
            server.events().subscribe(Scope.SYSTEM_USER, new JobEvents.Listener() {
                @Override
                public void jobChanged(Job job) {
                    until(() -> step.get() >= job.processed() * WAY.size() / FILES, List.of());
                }

                @Override
                public void libraryChanged() {}
            });
        }
        var reply = operator.post("/api/v1/operator/imports", "{\"paths\":[\"" + folder + "\"]" + more + "}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        return reply.json().get("id").longValue();
    }

    /** Goes to a phase, and waits until everybody has done something in it. */
    private void go(String move, List<Future<?>> others) {
        var words = move.split(" ");
        step.incrementAndGet();
        tell();
        until(() -> openedStreams.get() > streams.get(), others);
        int ended = streams.get();
        var reply = operator.post(
                "/api/v1/multiuser/" + words[0],
                "{\"to\":\"%s\"%s}".formatted(words[1], words[0].equals("advance") ? ",\"leave_unowned\":true" : ""));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        int edited = edits.get();
        int visited = visits.get();
        until(() -> edits.get() > edited + 2 && visits.get() > visited + 2 && streams.get() > ended, others);
    }

    /** Lets the next piece follow at once: in some step one may have come too late for the library that it was for. */
    private void awaitUpload(String library, List<Future<?>> others) {
        until(
                () -> {
                    step.incrementAndGet();
                    return uploads.containsKey(library) && uploads.get(library).isWhole();
                },
                others);
    }

    private Future<?> start(ExecutorService threads, Callable<?> round) {
        return threads.submit(() -> {
            while (!isOver) {
                round.call();
                tell();
            }
            return null;
        });
    }

    private void tell() {
        lock.lock();
        try {
            happened.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** @param others who must not fail meanwhile */
    private void until(BooleanSupplier condition, List<Future<?>> others) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        lock.lock();
        try {
            while (!condition.getAsBoolean() && !isOver) {
                assertThat(System.nanoTime()).as("In step " + step.get()).isLessThan(end);
                for (var other : others) {
                    if (other.isDone()) {
                        other.get();
                    }
                }
                happened.awaitNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable OpenPage editor;

    /** Looks at the photo, and writes what comes next into it. */
    private boolean edit() throws Exception {
        if (editor == null) {
            editor = new OpenPage(server.client(), "kari");
        }
        editor.open();
        var shown = shown(editor);
        if (shown != null) {
            var title = "edit " + edits.get();
            if (editor.succeeds(() -> editor.client().put(OPEN, "{\"title\":\"" + title + "\"}"), 200)) {
                titles.put(shown, title);
                edits.incrementAndGet();
            }
        }
        return true;
    }

    /** Which library somebody sees; null when they were told to look anew. */
    private static @Nullable String shown(OpenPage page) throws Exception {
        var found = new String[1];
        page.succeeds(
                () -> {
                    var reply = page.client().get(OPEN);
                    found[0] = reply.status() == 200
                            ? reply.json().get("description").stringValue()
                            : null;
                    return reply;
                },
                200);
        return found[0];
    }

    private @Nullable OpenPage sender;

    /** Sends one more piece of what was begun in the library that is shown. */
    private boolean upload() throws Exception {
        if (sender == null) {
            sender = new OpenPage(server.client(), "kari");
        }
        sender.open();
        var shown = shown(sender);
        if (shown == null) {
            return false;
        }
        visits.incrementAndGet();
        var sent = uploads.get(shown);
        if (sent == null) {
            begin(shown);
        } else if (!sent.isWhole() && sent.lastStep() < step.get()) {
            var piece = sent.next();
            if (sender.succeeds(() -> received(sent), 200)
                    && sender.succeeds(() -> send(sender.client(), sent, piece), 200)) {
                uploads.put(shown, sent.with(piece.length, step.get()));
            }
        }
        return true;
    }

    private void begin(String library) throws Exception {
        boolean isKnown = server.test().database().read(Standing::read).phase().isAtLeast(Phase.DUAL);
        if (!sender.isSignedIn() || !isKnown) {
            return;
        }
        var picture = DrawnPicture.jpeg(library.equals("shared") ? 500 : 510, 300);
        var begun = new JsonNode[1];
        boolean done = sender.succeeds(
                () -> {
                    var reply = sender.client()
                            .post(
                                    "/api/v1/uploads",
                                    "{\"files\":[{\"name\":\"a.jpg\",\"size\":%d}]}".formatted(picture.length));
                    begun[0] = reply.status() == 201 ? reply.json() : null;
                    return reply;
                },
                201);
        if (done) {
            uploads.put(
                    library, new Sent("/api/v1/uploads/" + begun[0].get("uuid").stringValue(), picture, 0, 0));
        }
    }

    /** What the server has of it is what it acknowledged. */
    private Client.Reply received(Sent sent) {
        var reply = sender.client().get(sent.path());
        if (reply.status() == 200) {
            assertThat(reply.json().at("/files/0/received").intValue()).isEqualTo(sent.acknowledged());
        }
        return reply;
    }

    private static Client.Reply send(Client client, Sent sent, byte[] piece) {
        return client.with("Upload-Offset", "" + sent.acknowledged())
                .with("Content-Type", "application/octet-stream")
                .send("PATCH", sent.path() + "/files/0", BodyPublishers.ofByteArray(piece));
    }

    private @Nullable OpenPage reader;

    /** Hears news until the server ends them, which says that the phase is another one. */
    private boolean follow() throws Exception {
        if (reader == null) {
            reader = new OpenPage(server.client(), "kari");
        }
        reader.open();
        reader.succeeds(
                () -> {
                    var news = reader.client().get("/api/v1/events", this::begin);
                    if (news.status() == 200) {
                        assertThat(news.text()).startsWith(":\n\n");
                        streams.incrementAndGet();
                    }
                    return news;
                },
                200);
        return true;
    }

    private void begin(int status) {
        if (status == 200) {
            openedStreams.incrementAndGet();
            tell();
        }
    }

    private void awaitEnd(Client who, long job, int files) {
        var path = "/api/v1/operator/jobs/" + job;
        var known = OpenPage.right(who.get(path)).json();
        while (!List.of("done", "failed").contains(known.get("state").stringValue())) {
            known = OpenPage.right(who.get(path)).json();
        }
        assertThat(known.get("state").stringValue()).as(known.toString()).isEqualTo("done");
        assertThat(known.get("added").intValue()).isEqualTo(files);
    }

    private void finishUploads() {
        for (var library : List.of("shared", "karis")) {
            if (library.equals("karis")) {
                server.phases().advance(OPERATOR, Phase.SCOPED);
            }
            var done = server.member().post(uploads.get(library).path() + "/complete", "{}");
            assertThat(done.status()).as(done.text()).isEqualTo(202);
            awaitEnd(operator, done.json().get("id").longValue(), 1);
        }
    }

    private void checkLibraries() {
        assertThat(titles).hasSize(2);
        server.test().database().read(tx -> {
            for (var library :
                    Map.of("shared", Scope.SYSTEM_USER, "karis", kari).entrySet()) {
                var rows = Libraries.of(library.getValue()).rows(PHOTOS);
                assertThat(tx.fetchCount(PHOTOS, rows))
                        .isEqualTo(2 + (library.getKey().equals("shared") ? FILES : OWN_FILES));
                var open = tx.selectFrom(PHOTOS)
                        .where(rows)
                        .and(PHOTOS.HOTHASH.eq(SampleLibrary.hothash("open")))
                        .fetchSingle();
                assertThat(open.getDescription()).isEqualTo(library.getKey());
                assertThat(open.getTitle()).isEqualTo(titles.get(library.getKey()));
            }
            assertThat(tx.select(CONTRIBUTIONS.USER_ID).from(CONTRIBUTIONS).fetch(CONTRIBUTIONS.USER_ID))
                    .containsExactly(kari);
            assertThat(tx.fetchCount(IMPORT_SESSIONS)).isEqualTo(4);
            return tx;
        });
    }
}
