package org.imalink.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.imalink.access.Scope;
import org.imalink.access.Standing;
import org.imalink.access.Viewer;
import org.imalink.account.AccountException;
import org.imalink.account.Registration;
import org.imalink.account.SetupCode;
import org.imalink.account.User;
import org.imalink.ingest.ImportRequest;
import org.imalink.library.EncodedPath;
import org.imalink.library.LibraryException;
import org.imalink.operation.RefusedException;
import org.imalink.operation.jobs.Job;
import org.imalink.operation.jobs.JobEvents;
import org.imalink.operation.jobs.JobOutcome;
import org.imalink.operation.jobs.JobResults;
import org.imalink.operation.jobs.Jobs;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The imports of this process. */
final class LocalImportDesk implements ImportDesk, AutoCloseable {
    private static final Scope SCOPE = Scope.of(new Viewer.Operator());

    private final ImportRooms rooms;
    private final Semaphore news = new Semaphore(0);
    private final JobEvents.Subscription subscription;

    LocalImportDesk(ImportRooms rooms) {
        this.rooms = rooms;
        this.subscription = rooms.events().subscribe(SCOPE.owner(), new JobEvents.Listener() {
            @Override
            public void jobChanged(Job job) {
                news.release();
            }

            @Override
            public void libraryChanged() {
                // Jobs say all that a command tells.
            }
        });
    }

    @Override
    public ImportStatus submit(
            List<Path> paths, @Nullable String title, @Nullable String author, @Nullable String user, Kind kind) {
        var texts = paths.stream().map(Path::toString).toList();
        try {
            var scope = user == null ? SCOPE : scopeOf(find(user).id());
            return ImportStatus.of(
                    rooms.queue().submit(scope, new ImportRequest(texts, title, author, kind == Kind.ASKED_FOR)));
        } catch (LibraryException e) {
            throw new RefusedException(e.getMessage() + ".", e);
        }
    }

    private Scope scopeOf(long user) {
        return rooms.library()
                .database()
                .read(tx -> Scope.onBehalfOf(user, Standing.read(tx).phase()));
    }

    private User find(String nameOrEmail) {
        var library = rooms.library();
        var setup = SetupCode.none(library.directory().setupCode());
        try (var accounts = AccountRoom.open(library, Registration.CLOSED, setup)) {
            return library.database()
                    .read(tx -> accounts.find(tx, nameOrEmail))
                    .orElseThrow(() -> new RefusedException("There is no user with the name " + nameOrEmail + "."));
        } catch (AccountException e) {
            throw new RefusedException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public List<String> watch(List<Path> paths, boolean watched) {
        try {
            return paths.stream()
                    .map(path -> rooms.watch().watch(SCOPE, path.toString(), watched))
                    .map(root -> EncodedPath.text(root.root().path()))
                    .distinct()
                    .toList();
        } catch (LibraryException e) {
            throw new RefusedException(e.getMessage() + ".", e);
        }
    }

    @Override
    public ImportStatus await(long id) throws InterruptedException {
        if (news.tryAcquire(1, TimeUnit.SECONDS)) {
            news.drainPermits();
        }
        return rooms.library()
                .database()
                .read(tx -> Jobs.find(tx, id))
                .map(rooms.events()::withWait)
                .map(ImportStatus::of)
                .orElseThrow();
    }

    @Override
    public List<Untaken> untaken(long id, int most) {
        return rooms.library()
                .database()
                .read(tx -> Stream.of(JobOutcome.FAILED, JobOutcome.SKIPPED)
                        .flatMap(outcome -> JobResults.page(tx, owner(tx, id), id, outcome, 0, most).results().stream())
                        .limit(most)
                        .map(result ->
                                new Untaken(result.path(), result.outcome().code(), result.reason(), result.detail()))
                        .toList());
    }

    private static long owner(DSLContext tx, long id) {
        return Jobs.find(tx, id).orElseThrow().owner();
    }

    /** Tells the clients that photos were changed by other means than an import. */
    void libraryChanged() {
        rooms.events().libraryChanged(SCOPE.owner());
    }

    @Override
    public void close() {
        subscription.close();
    }
}
