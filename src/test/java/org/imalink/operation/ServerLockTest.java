package org.imalink.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLockTest {
    private static final URI ADDRESS = URI.create("http://127.0.0.1:8123");

    @TempDir
    private Path folder;

    /** Holds the lock until it is killed. */
    static final class Holder {
        public static void main(String[] arguments) throws Exception {
            try (var lock = ServerLock.acquire(Path.of(arguments[0]), "imalink serve")) {
                lock.announce(ADDRESS);
                System.out.println("held");
                Thread.currentThread().join();
            }
        }
    }

    @Test
    void a_second_process_is_refused_and_told_who_holds_the_library() throws Exception {
        var file = folder.resolve("imalink.db.lock");
        try (var holder = ChildJvm.start(Holder.class, file.toString())) {
            assertThat(holder.line()).isEqualTo("held");

            assertThatThrownBy(() -> ServerLock.acquire(file, "imalink serve"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("The library " + folder.resolve("imalink.db") + " is held by process "
                            + holder.process().pid() + " serving " + ADDRESS + " since 20");
            assertThat(ServerLock.holder(file))
                    .hasValueSatisfying(found -> assertThat(found.address()).isEqualTo(ADDRESS));
        }
    }

    @Test
    void the_file_that_a_killed_process_left_behind_is_no_obstacle() throws Exception {
        var file = folder.resolve("imalink.db.lock");
        try (var holder = ChildJvm.start(Holder.class, file.toString())) {
            assertThat(holder.line()).isEqualTo("held");
            holder.kill();
        }

        assertThat(Files.readString(file)).contains(ADDRESS.toString());
        assertThat(ServerLock.holder(file)).isEmpty();
        ServerLock.acquire(file, "imalink serve").close();
    }

    @Test
    void a_holder_in_the_same_process_refuses_a_second_one_and_stays_the_holder() throws Exception {
        var file = folder.resolve("imalink.db.lock");
        try (var lock = ServerLock.acquire(file, "imalink serve")) {
            lock.announce(ADDRESS);
            assertThatThrownBy(() -> ServerLock.acquire(file, "imalink check")).isInstanceOf(RefusedException.class);
            assertThat(ServerLock.holder(file)).isEmpty();

            // Had one of these looks opened and closed the file, the other process would get the lock now.
            try (var other = ChildJvm.start(Holder.class, file.toString())) {
                assertThat(other.line()).isNull();
                assertThat(other.process().waitFor()).isNotZero();
            }
        }
    }

    @Test
    void who_lets_go_can_take_it_again() {
        var file = folder.resolve("imalink.db.lock");
        ServerLock.acquire(file, "imalink check").close();

        ServerLock.acquire(file, "imalink check").close();

        assertThat(ServerLock.holder(file)).isEmpty();
    }

    @Test
    void a_command_without_an_address_is_told_by_its_name() throws Exception {
        var holder = new ServerLock.Holder(7, "imalink check", null, Instant.parse("2026-01-02T03:04:05Z"));

        assertThat(holder.description()).isEqualTo("process 7 running \"imalink check\" since 2026-01-02T03:04:05Z");
    }
}
