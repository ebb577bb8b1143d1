package org.imalink.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imalink.database.schema.Tables.AUDIT_EVENTS;
import static org.imalink.database.schema.Tables.AUTHORS;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.imalink.database.DatabaseContract;
import org.imalink.database.Timestamps;
import org.imalink.ingest.demo.DemoLibrary;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackupsTest extends DatabaseContract {
    private static final int PHOTOS = 50;

    private DataDirectory directory;
    private Backups backups;

    @BeforeEach
    void fill() {
        directory = DataDirectory.open(test.folder());
        backups = Backups.of(test.location(), directory);
        DemoLibrary.fill(database, PHOTOS, 7);
    }

    @Test
    void a_backup_is_sound_listed_linked_and_written_down() {
        var manifest = backups.create(database, Progress.UNHEARD);

        assertThat(manifest.name()).matches("imalink\\.db\\.backup\\.\\d{8}_\\d{6}(\\.zip)?");
        assertThat(manifest.rows()).containsEntry("photos", (long) PHOTOS);
        assertThat(backups.verify("latest", Progress.UNHEARD).problem()).isNull();
        assertThat(backups.verify(manifest.name(), Progress.UNHEARD).sound()).isTrue();
        assertThat(backups.list()).singleElement().satisfies(backup -> {
            assertThat(backup.name()).isEqualTo(manifest.name());
            assertThat(backup.latest()).isTrue();
        });
        assertThat(test.folder().resolve("imalink.db.backup.latest")).isSymbolicLink();
        var event = database.read(tx -> tx.selectFrom(AUDIT_EVENTS).fetchSingle());
        assertThat(event.getAction()).isEqualTo("backup-created");
        assertThat(event.getDetails()).contains(manifest.name());
    }

    @Test
    void a_second_backup_in_the_same_second_has_a_name_of_its_own_and_is_the_latest() {
        var first = backups.create(database, Progress.UNHEARD);
        var second = backups.create(database, Progress.UNHEARD);

        assertThat(second.name()).isGreaterThan(first.name());
        assertThat(backups.list().getFirst().name()).isEqualTo(second.name());
        assertThat(backups.list().getFirst().latest()).isTrue();
        assertThat(backups.list().getLast().latest()).isFalse();
    }

    @Test
    void nothing_unfinished_is_left_beside_the_backup() throws IOException {
        var manifest = backups.create(database, Progress.UNHEARD);

        try (var files = Files.list(test.folder())) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.contains("backup")))
                    .containsExactlyInAnyOrder(
                            manifest.name(), manifest.name() + ".manifest.json", "imalink.db.backup.latest");
        }
    }

    @Test
    void backups_made_while_others_write_are_each_of_one_moment() throws Exception {
        var stop = new AtomicBoolean();
        var written = new AtomicLong();
        try (var threads = Executors.newFixedThreadPool(2)) {
            var writers = IntStream.range(0, 2)
                    .mapToObj(writer -> threads.submit(() -> {
                        for (int round = 0; !stop.get(); round++) {
                            addPair(writer + "-" + round);
                            written.incrementAndGet();
                        }
                    }))
                    .toList();
            long before = 0;
            for (int round = 0; round < 5; round++) {
                var manifest = backups.create(database, Progress.UNHEARD);
                long authors = manifest.rows().get("authors");
                assertThat(authors).isGreaterThanOrEqualTo(before);
                // Both rows of a pair are of one transaction; six authors are of the made-up library.
                assertThat(authors % 2).isZero();
                assertThat(backups.verify(manifest.name(), Progress.UNHEARD).problem())
                        .isNull();
                before = authors;
            }
            stop.set(true);
            for (var writer : writers) {
                writer.get();
            }
        }
        assertThat(written.get()).isPositive();
    }

    private void addPair(String name) {
        database.write(tx -> {
            addAuthor(tx, name + "a");
            addAuthor(tx, name + "b");
            return true;
        });
    }

    private static void addAuthor(DSLContext tx, String name) {
        tx.insertInto(AUTHORS)
                .set(AUTHORS.NAME, name)
                .set(AUTHORS.CREATED_AT, Timestamps.now())
                .set(AUTHORS.UPDATED_AT, Timestamps.now())
                .execute();
    }

    @Test
    void a_changed_backup_is_not_sound() throws IOException {
        var file =
                test.folder().resolve(backups.create(database, Progress.UNHEARD).name());
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 0x20;
        Files.write(file, bytes);

        assertThat(backups.verify("latest", Progress.UNHEARD).problem()).isNotNull();
    }

    @Test
    void a_cut_off_backup_is_not_sound() throws IOException {
        var file =
                test.folder().resolve(backups.create(database, Progress.UNHEARD).name());
        var bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 5000));

        assertThat(backups.verify("latest", Progress.UNHEARD).problem()).isNotNull();
    }

    @Test
    void a_backup_without_its_manifest_is_not_trusted() throws IOException {
        var name = backups.create(database, Progress.UNHEARD).name();
        Files.delete(test.folder().resolve(name + ".manifest.json"));

        assertThat(backups.verify("latest", Progress.UNHEARD).problem()).contains("manifest");
    }

    @Test
    void a_backup_that_is_not_there_is_refused_by_name() {
        assertThatThrownBy(() -> backups.verify("latest", Progress.UNHEARD))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("There is no backup");
        backups.create(database, Progress.UNHEARD);
        assertThatThrownBy(() -> backups.verify("imalink.db.backup.20000101_000000", Progress.UNHEARD))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("imalink.db.backup.20000101_000000");
        assertThatThrownBy(() -> backups.verify("../../etc/passwd", Progress.UNHEARD))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void any_changed_value_changes_the_digest() throws Exception {
        var before = digest();
        database.write(tx -> tx.update(AUTHORS)
                .set(AUTHORS.BIO, "")
                .where(AUTHORS.NAME.eq("Anders Vik"))
                .execute());
        var empty = digest();
        database.write(tx -> tx.update(AUTHORS)
                .setNull(AUTHORS.BIO)
                .where(AUTHORS.NAME.eq("Anders Vik"))
                .execute());

        assertThat(empty).isNotEqualTo(before);
        assertThat(digest()).isEqualTo(before);
    }

    private String digest() throws Exception {
        try (var connection = database.connection()) {
            return ContentDigest.of(connection, engine, Progress.UNHEARD).digest();
        }
    }
}
