package org.imalink.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.imalink.access.Libraries;
import org.imalink.access.Phase;
import org.imalink.access.Scope;
import org.imalink.account.Actor;
import org.imalink.account.NewAccount;
import org.imalink.account.Role;
import org.imalink.ingest.demo.PhotoDrawing;
import org.imalink.library.MissingColdpreviews;
import org.imalink.operation.LibraryDigest;
import org.imalink.operation.Progress;
import org.imalink.transition.TransitionTask;
import org.imalink.transition.Unclaimed;
import org.imalink.transition.WhoSeesWhat;
import org.jspecify.annotations.Nullable;

/** How a made-up family of two comes to libraries of their own, goes back, and comes there again, told while it happens. */
final class FamilyStory {
    private static final Actor OPERATOR = new Actor.Operator();
    private static final int PHOTOS = 40;
    private static final String COMMON = "hytta";

    private final OpenLibrary library;
    private final ImportRooms imports;
    private final MultiuserRooms rooms;
    private final LocalImportDesk desk;
    private final Path pictures;
    private final PrintWriter out;
    private final String password;
    private final HttpClient http = HttpClient.newHttpClient();
    private final FamilyCaller visitor;
    private final FamilyCaller kari;
    private final FamilyCaller ola;

    /**
     * @param pictures an empty folder in which photos are drawn
     * @param password of both
     */
    FamilyStory(
            OpenLibrary library,
            ImportRooms imports,
            MultiuserRooms rooms,
            LocalImportDesk desk,
            URI server,
            Path pictures,
            PrintWriter out,
            String password) {
        this.library = library;
        this.imports = imports;
        this.rooms = rooms;
        this.desk = desk;
        this.pictures = pictures;
        this.out = out;
        this.password = password;
        this.visitor = new FamilyCaller(http, server, "without an account");
        this.kari = new FamilyCaller(http, server, "kari");
        this.ola = new FamilyCaller(http, server, "ola");
    }

    /** @return whether no request failed, and all came back as it was */
    boolean tell() throws IOException, InterruptedException {
        var all = drawn("all", PHOTOS, 1);
        var common = drawn(COMMON, 1, 2);
        try (var traffic = new FamilyTraffic()) {
            say("Kari has %d photos. Nobody has an account.".formatted(PHOTOS));
            add(all, null);
            traffic.add(visitor);
            seen();

            step(Phase.FOUNDATION);
            rooms.accounts().claim(OPERATOR, account("kari"));
            rooms.accounts().add(OPERATOR, account("ola"), Role.MEMBER, false);
            say("Kari claims the library, which stays as it is. Ola gets an account.");

            step(Phase.DUAL);
            kari.signIn(password);
            ola.signIn(password);
            traffic.add(kari);
            traffic.add(ola);
            seen();

            step(Phase.SCOPED);
            ola.signIn(password);
            say("Both add the same picture of the cabin.");
            add(common, "kari");
            add(common, "ola");
            seen();
            title(kari, "Hytta i september");
            title(ola, "Første tur med Kari");

            step(Phase.ACTIVE);
            seen();
            traffic.onlyLook();
            makeColdpreviews();
            boolean isBack = thereAndBack();
            return tellTraffic(traffic.count()) && isBack;
        }
    }

    private boolean thereAndBack() throws IOException, InterruptedException {
        var before = digest();
        long begun = System.nanoTime();
        rooms.phases().retreat(OPERATOR, Phase.SINGLE);
        var took = Duration.ofNanos(System.nanoTime() - begun);
        say("");
        say("Somebody finds a mistake: back to the beginning, in %d ms.".formatted(took.toMillis()));
        say("  " + WhoSeesWhat.in(Phase.SINGLE));
        seen();
        boolean wasKept = isSame("While Ola's library is put away", before);

        say("");
        say("And forward again, with all that comes before it: a look, a backup, a rehearsal, and each step.");
        rooms.transitions().perform(new TransitionTask.Activate(Unclaimed.REFUSE), OPERATOR, Progress.UNHEARD);
        kari.signIn(password);
        ola.signIn(password);
        seen();
        return isSame("Afterwards", before) && wasKept;
    }

    private void step(Phase to) {
        say("");
        say("%d. %s".formatted(to.number(), to.code()));
        rooms.transitions().perform(new TransitionTask.Advance(to, Unclaimed.REFUSE), OPERATOR, Progress.UNHEARD);
        say("  " + WhoSeesWhat.in(to));
    }

    private NewAccount account(String name) {
        return new NewAccount(name, name + "@example.org", null, password, null);
    }

    private Path drawn(String name, int count, long seed) {
        try {
            var folder = Files.createDirectories(pictures.resolve(name));
            PhotoDrawing.draw(folder, count, seed, () -> {});
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(Path folder, @Nullable String user) throws InterruptedException {
        ImportFollower.follow(
                desk, desk.submit(List.of(folder), "Made up", null, user, ImportDesk.Kind.ASKED_FOR), Progress.UNHEARD);
    }

    private void title(FamilyCaller person, String title) throws IOException, InterruptedException {
        var newest = person.photos()
                .path("data")
                .valueStream()
                .filter(photo -> photo.path("title").isNull())
                .findFirst()
                .orElseThrow();
        person.send("PUT", "/api/v1/photos/" + newest.path("hothash").asString(""), Map.of("title", title));
        say("  %s calls it \"%s\".".formatted(person.name(), title));
    }

    private void seen() throws IOException, InterruptedException {
        for (var person : List.of(visitor, kari, ola)) {
            if (person == visitor || person.isSignedIn()) {
                say("    %-20s %s".formatted(person.name(), person.sees()));
            }
        }
    }

    /** Otherwise they are made behind everybody's back, and rows change while they are compared. */
    private void makeColdpreviews() throws IOException, InterruptedException {
        for (var scope : library.database().read(Libraries::inUse)) {
            var missing =
                    library.database().read(tx -> MissingColdpreviews.find(tx, scope, Long.MAX_VALUE, PHOTOS + 1));
            for (var photo : missing) {
                imports.coldpreviewMaker().makeNow(scope, photo.hothash());
            }
        }
    }

    private LibraryDigest digest() {
        return library.database().read(tx -> LibraryDigest.of(tx, Progress.UNHEARD));
    }

    private boolean isSame(String when, LibraryDigest before) {
        boolean isSame = digest().equals(before);
        say("");
        say(
                isSame
                        ? "%s, every row of everybody is what it was:".formatted(when)
                        : "%s, NOT every row is what it was:".formatted(when));
        before.roots().forEach((owner, root) -> say("    %s, as one number: %s".formatted(name(owner), root)));
        return isSame;
    }

    private static String name(long owner) {
        return owner == Scope.SYSTEM_USER ? "Kari's library" : "Ola's library";
    }

    private boolean tellTraffic(FamilyTraffic.Count count) {
        say("");
        say("All the while people looked at photos and rated them: %d requests, the slowest took %d ms."
                .formatted(count.answers(), count.slowest().toMillis()));
        say("    %d were told to sign in or to look anew, %d failed.".formatted(count.refusals(), count.failures()));
        return count.failures() == 0;
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
