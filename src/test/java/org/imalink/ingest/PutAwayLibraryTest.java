package org.imalink.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imalink.database.schema.Tables.LIBRARY_ROOTS;
import static org.imalink.database.schema.Tables.PHOTOS;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.imalink.access.Libraries;
import org.imalink.access.Phase;
import org.imalink.access.Scope;
import org.imalink.database.RandomLibrary;
import org.imalink.database.Schema;
import org.imalink.library.PhotoFilter;
import org.imalink.library.PhotoOrder;
import org.imalink.library.Photos;
import org.imalink.operation.jobs.Job;
import org.imalink.operation.jobs.JobEvents;
import org.imalink.operation.jobs.JobState;
import org.imalink.operation.jobs.Jobs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The imports of somebody whose library is put away, because all are back at the one that everybody shares. */
class PutAwayLibraryTest extends ImportContract {
    private static final Scope KARI = Libraries.of(2);

    @BeforeEach
    void giveKariALibrary() {
        database.write(tx -> {
            new Schema(database).moveTenancy(tx, 2);
            RandomLibrary.addMembers(tx);
            return tx;
        });
        enter(Phase.SCOPED);
    }

    @Test
    void a_job_waits_while_its_library_is_put_away_and_goes_on_when_it_is_back() throws Exception {
        write("kari/1.jpg", DrawnPhoto.jpeg(1));
        write("kari/2.jpg", DrawnPhoto.jpeg(2));
        write("mine/1.jpg", DrawnPhoto.jpeg(1));
        imports.close();
        Job waiting;
        try (var idle = ImportHarness.waiting(database, temporary.resolve("data"))) {
            waiting = submit(idle, folder.resolve("kari"));
        }
        enter(Phase.DUAL);

        imports = ImportHarness.started(database, temporary.resolve("data"));
        var mine = imports.importNow(folder.resolve("mine"));
        assertThat(mine.added()).isOne();
        assertThat(job(waiting.id()).state()).isEqualTo(JobState.QUEUED);
        assertThat(hothashes(KARI)).isEmpty();

        var done = whenEnded(waiting.id());
        enter(Phase.SCOPED);
        imports.queue().librariesChanged();
        assertThat(done.get(120, TimeUnit.SECONDS).added()).isEqualTo(2);
        assertThat(hothashes(KARI)).hasSize(2).containsAll(hothashes(ImportHarness.SCOPE));
        assertThat(hothashes(ImportHarness.SCOPE)).hasSize(1);
    }

    @Test
    void a_job_that_runs_writes_nothing_more_from_the_moment_that_its_library_is_put_away() throws Exception {
        write("kari/1.jpg", DrawnPhoto.jpeg(1));
        var done = new CompletableFuture<Job>();
        var begun = new CompletableFuture<Job>();
        onChange(job -> {
            if (job.state() == JobState.RUNNING && !begun.isDone()) {
                enter(Phase.DUAL);
                begun.complete(job);
            } else if (job.state() == JobState.DONE) {
                done.complete(job);
            }
        });
        var job = submit(imports, folder.resolve("kari"));
        begun.get(120, TimeUnit.SECONDS);
        imports.importNow(write("mine/2.jpg", DrawnPhoto.jpeg(2)));

        assertThat(hothashes(KARI)).isEmpty();
        assertThat(database.<Integer>read(tx -> tx.fetchCount(LIBRARY_ROOTS, KARI.rows(LIBRARY_ROOTS.USER_ID))))
                .isZero();
        assertThat(job(job.id()).state()).isEqualTo(JobState.RUNNING);

        enter(Phase.SCOPED);
        imports.queue().librariesChanged();
        assertThat(done.get(120, TimeUnit.SECONDS).added()).isOne();
        assertThat(hothashes(KARI)).hasSize(1);
    }

    @Test
    void coldpreviews_are_made_in_the_libraries_that_are_in_use() throws Exception {
        write("kari/1.jpg", DrawnPhoto.jpeg(1));
        var done = whenEnded(submit(imports, folder.resolve("kari")).id());
        done.get(120, TimeUnit.SECONDS);
        imports.close();
        database.write(
                tx -> tx.update(PHOTOS).setNull(PHOTOS.COLDPREVIEW_SHA256).execute());

        enter(Phase.DUAL);
        var pass = imports.maker().new Pass();
        assertThat(pass.step(() -> false)).isFalse();
        assertThat(coldpreviews()).isZero();

        enter(Phase.SCOPED);
        pass = imports.maker().new Pass();
        pass.step(() -> false);
        assertThat(coldpreviews()).isOne();
    }

    @Test
    void a_library_that_is_put_away_is_read_and_not_written() {
        var library = new WorkedLibrary(database, KARI);
        enter(Phase.DUAL);

        assertThatThrownBy(() -> library.write(tx -> tx.deleteFrom(PHOTOS).execute()))
                .isInstanceOf(WorkedLibrary.AwayException.class);
        assertThatThrownBy(() -> library.writeBatch(tx -> tx.deleteFrom(PHOTOS).execute()))
                .isInstanceOf(WorkedLibrary.AwayException.class);
        assertThat(library.<Integer>read(tx -> tx.fetchCount(PHOTOS))).isZero();
        assertThat(new WorkedLibrary(database, ImportHarness.SCOPE)
                        .<Integer>write(tx -> tx.deleteFrom(PHOTOS).execute()))
                .isZero();
    }

    private static Job submit(ImportHarness harness, Path path) {
        return harness.queue().submit(KARI, new ImportRequest(List.of(path.toString()), null, null, true));
    }

    private Job job(long id) {
        return database.read(tx -> Jobs.find(tx, KARI.owner(), id)).orElseThrow();
    }

    private CompletableFuture<Job> whenEnded(long id) {
        var ended = new CompletableFuture<Job>();
        Consumer<Job> listener = job -> {
            if (job.id() == id && job.state() == JobState.DONE) {
                ended.complete(job);
            }
        };
        onChange(listener);
        listener.accept(job(id));
        return ended;
    }

    private void onChange(Consumer<Job> listener) {
        imports.events().subscribe(KARI.owner(), new JobEvents.Listener() {
            @Override
            public void jobChanged(Job job) {
                listener.accept(job);
            }

            @Override
            public void libraryChanged() {}
        });
    }

    private List<String> hothashes(Scope scope) {
        return database
                .read(tx -> Photos.page(tx, scope, PhotoFilter.ALL, PhotoOrder.NEWEST_FIRST, 0, 10))
                .rows()
                .stream()
                .map(photo -> photo.hothash())
                .toList();
    }

    private int coldpreviews() {
        return database.<Integer>read(tx -> tx.fetchCount(PHOTOS, PHOTOS.COLDPREVIEW_SHA256.isNotNull()));
    }

    private void enter(Phase phase) {
        database.write(tx -> tx.execute("update server_state set phase = ?", phase.number()));
    }
}
