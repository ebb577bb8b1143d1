package org.imalink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.imalink.database.DatabaseLocation;
import org.imalink.database.Engine;
import org.imalink.database.RandomLibrary;
import org.imalink.database.Schema;
import org.imalink.database.TestDatabase;
import org.imalink.operation.BackupRestore;
import org.imalink.operation.Backups;
import org.imalink.operation.ChildJvm;
import org.imalink.operation.DataDirectory;
import org.imalink.operation.LibraryDigest;
import org.imalink.operation.Progress;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills a restore with SIGKILL, at moments from its beginning to its end; in between, people write on. */
@ParameterizedClass
@EnumSource(Engine.class)
class RestoreKillTest {
    private static final int KILLS = "full".equals(System.getProperty("imalink.counts")) ? 100 : 6;

    private final Engine engine;
    private final Random random = new Random(20261128);

    @TempDir
    private Path folder;

    private DatabaseLocation location;

    RestoreKillTest(Engine engine) {
        this.engine = engine;
    }

    /** All that people have, and at which tenancy level. */
    private record State(int level, LibraryDigest digest) {
        static State of(DSLContext tx) {
            return new State(Schema.tenancy(tx), LibraryDigest.of(tx, Progress.UNHEARD));
        }
    }

    /** What {@code imalink backup restore} does, when it is told to. */
    static final class Restoring {
        public static void main(String[] arguments) throws IOException {
            var settings = settings(arguments[0], arguments[1]);
            try (var library = OpenLibrary.open(settings, "restore")) {
                library.database().proveWritable(); // what is in use is loaded, so that the restore itself is met
            }
            System.out.println("ready");
            System.in.read();
            var directory = DataDirectory.open(settings.data());
            var location = settings.database(directory);
            try (var held = OpenLibrary.Holding.take(directory, location, "restore")) {
                OpenLibrary.prepare(directory, location);
                new BackupRestore(location, directory).restore(arguments[2], Progress.UNHEARD);
            }
            System.out.println("done");
        }
    }

    @Test
    void after_a_kill_the_library_is_that_of_before_or_that_of_the_backup() throws Exception {
        location = TestDatabase.newLocation(engine, folder);
        var backup = backUp();
        State restored = inLibrary(State::of);
        writeOn();
        long longest = durationOfRestore(backup);
        assertThat(this.<State>inLibrary(State::of)).isEqualTo(restored);
        for (int kill = 0; kill < KILLS; kill++) {
            writeOn();
            State before = inLibrary(State::of);
            assertThat(before.digest()).isNotEqualTo(restored.digest());

            double early = (kill + random.nextDouble()) / KILLS;
            killWhileRestoring(
                    backup, (long) (longest * (1.05 - early * early))); // most towards the end, where it counts

            assertThat(this.<State>inLibrary(State::of)).as("kill %d", kill).isIn(before, restored);
            try (var files = Files.list(folder)) {
                assertThat(files.map(Path::toString))
                        .noneMatch(file -> file.contains(".restored.") || file.endsWith(".restoring"));
            }
        }
    }

    /** Of a library in which every row has an owner. */
    private String backUp() {
        try (var library = OpenLibrary.open(settings(), "test")) {
            library.database().write(tx -> {
                new Schema(library.database()).moveTenancy(tx, 2);
                RandomLibrary.addMembers(tx);
                for (long owner = 1; owner <= 1 + RandomLibrary.MEMBERS.size(); owner++) {
                    RandomLibrary.change(tx, random, owner, 40);
                }
                return tx;
            });
            return Backups.of(location, library.directory())
                    .create(library.database(), Progress.UNHEARD)
                    .name();
        }
    }

    /** At any level, so that a restore has to change that as well. */
    private void writeOn() {
        try (var library = OpenLibrary.open(settings(), "test")) {
            library.database().write(tx -> {
                var schema = new Schema(library.database());
                schema.moveTenancy(tx, 2);
                RandomLibrary.change(tx, random, random.nextInt(2, 2 + RandomLibrary.MEMBERS.size()), 5);
                int level = random.nextInt(3);
                schema.moveTenancy(tx, Math.max(level, 1)); // below, there is nobody who could contribute
                RandomLibrary.change(tx, random, 1, 10);
                schema.moveTenancy(tx, level);
                return tx;
            });
        }
    }

    private long durationOfRestore(String backup) throws Exception {
        try (var child = startRestoring(backup)) {
            long began = System.nanoTime();
            tell(child);
            assertThat(child.line()).isEqualTo("done");
            return System.nanoTime() - began;
        }
    }

    private void killWhileRestoring(String backup, long nanoseconds) throws Exception {
        try (var child = startRestoring(backup)) {
            tell(child);
            child.process().waitFor(nanoseconds, TimeUnit.NANOSECONDS);
            child.kill();
        }
    }

    private ChildJvm startRestoring(String backup) throws IOException {
        var child = ChildJvm.start(Restoring.class, folder.toString(), TestDatabase.url(location), backup);
        assertThat(child.line()).isEqualTo("ready");
        return child;
    }

    private static void tell(ChildJvm child) throws IOException {
        child.process().outputWriter().append('\n').flush();
    }

    /** As whoever takes the library next finds it. */
    private <T> T inLibrary(Function<DSLContext, T> question) {
        try (var library = OpenLibrary.open(settings(), "test")) {
            return library.database().read(question);
        }
    }

    private Settings settings() {
        return settings(folder.toString(), TestDatabase.url(location));
    }

    private static Settings settings(String data, String url) {
        return new Settings(Map.of(Setting.DATA, data, Setting.DATABASE_URL, url), Map.of());
    }
}
