package org.imalink.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.imalink.access.Libraries;
import org.imalink.access.Scope;
import org.imalink.database.Database;
import org.imalink.database.Timestamps;
import org.imalink.ingest.Upload.Wanted;
import org.imalink.library.Authors;
import org.imalink.library.EncodedPath;
import org.imalink.library.FileStorage;
import org.imalink.library.FileStorages;
import org.imalink.library.LibraryException;
import org.imalink.library.LibraryRoots;
import org.imalink.operation.jobs.Job;
import org.imalink.operation.jobs.Jobs;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes files from clients, piece by piece, into a file storage of the server's own, and imports them once all are whole. The
 * bytes of every file are received, whatever the library has already: who knows a hash does not thereby have the photo.
 * Thread-safe.
 */
public final class Uploads {
    /** How many files one upload may have. */
    public static final int MOST_FILES = 2000;

    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
    private static final int MOST_OPEN = 100;
    private static final Duration KEPT_OPEN = Duration.ofDays(7);
    private static final long SPACE_LEFT_FREE = 64L << 20;
    private static final int LOCKS = 64;

    private final Database database;
    private final ImportQueue imports;
    private final Path storages;
    private final List<Lock> locks = IntStream.range(0, LOCKS)
            .mapToObj(number -> (Lock) new ReentrantLock())
            .toList();

    /**
     * @param database as people's requests come to it
     * @param storages an existing folder of the server's own
     */
    public Uploads(Database database, ImportQueue imports, Path storages) {
        this.database = database;
        this.imports = imports;
        this.storages = storages.toAbsolutePath();
    }

    /**
     * Agrees on what will be sent.
     *
     * @throws LibraryException.Rejected when a file is empty or larger than the server takes, when there are none or too
     *     many, or when the author's name is against the rules
     * @throws LibraryException.Conflict when too many uploads are open
     * @throws IOException when there is no room for them
     */
    public Upload begin(Scope scope, List<Wanted> files, @Nullable String title, @Nullable String author)
            throws IOException {
        check(files);
        refuseWithoutSpace(toBeSent(files).stream().mapToLong(Wanted::size).sum());
        var names = UploadName.onDisk(files.stream().map(Wanted::name).toList());
        var uuid = UUID.randomUUID().toString();
        return scope.write(database, tx -> {
            if (UploadRows.countOpen(tx, scope) >= MOST_OPEN) {
                throw new LibraryException.Conflict(
                        "Too many uploads are unfinished. Finish or cancel some of them first.");
            }
            // Now, so that a name against the rules is refused here and not when all was sent.
            var name = author == null || author.isBlank()
                    ? null
                    : Authors.findOrAdd(tx, scope, author).name();
            var storage = storage(tx, scope);
            var directory = storages.resolve(storage.directoryName());
            UploadRows.add(tx, scope, uuid, storage, directory, title, name, files, names);
            return UploadRows.find(tx, scope, uuid).orElseThrow();
        });
    }

    private static void check(List<Wanted> files) {
        if (files.isEmpty() || files.size() > MOST_FILES) {
            throw new LibraryException.Rejected("An upload has 1 to " + MOST_FILES + " files");
        }
        for (var file : toBeSent(files)) {
            if (file.size() < 1) {
                throw new LibraryException.Rejected("The file is empty: " + file.name());
            }
            if (file.size() > FileExaminer.MAXIMUM_BYTES) {
                throw new LibraryException.Rejected("The file is larger than 1 GB: " + file.name());
            }
        }
    }

    private static List<Wanted> toBeSent(List<Wanted> files) {
        return files.stream()
                .filter(file -> FileKind.refusedByName(file.name()).isEmpty())
                .toList();
    }

    private void refuseWithoutSpace(long bytes) throws IOException {
        if (Files.getFileStore(storages).getUsableSpace() < bytes + SPACE_LEFT_FREE) {
            throw new FileSystemException(storages.toString(), null, "No space left on device");
        }
    }

    /** The storage that uploads go to: the one of the last upload, or a new one. */
    private FileStorage storage(DSLContext tx, Scope scope) {
        var last = UploadRows.lastStorage(tx, scope);
        return FileStorages.all(tx, scope).stream()
                .filter(storage -> last.isPresent() && storage.id() == last.get())
                .findFirst()
                .orElseGet(() -> FileStorages.add(
                        tx, scope, storages.toString(), "Uploads", "What was uploaded to this server."));
    }

    /** The upload, with what has come of each file; empty when the viewer has no such upload. */
    public Optional<Upload> find(Scope scope, String uuid) throws IOException {
        var upload = scope.read(database, tx -> UploadRows.find(tx, scope, uuid));
        return upload.isEmpty() ? upload : Optional.of(measured(upload.get()));
    }

    private static Upload measured(Upload upload) throws IOException {
        var folder = new UploadFolder(upload);
        var files = new ArrayList<Upload.File>();
        for (var file : upload.files()) {
            files.add(upload.jobId() == null ? measured(folder, file) : file.whole());
        }
        return new Upload(
                upload.id(),
                upload.uuid(),
                upload.storageId(),
                upload.directory(),
                upload.title(),
                upload.author(),
                upload.contributor(),
                upload.createdAt(),
                upload.jobId(),
                files);
    }

    private static Upload.File measured(UploadFolder folder, Upload.File file) throws IOException {
        return file.with(folder.received(file));
    }

    /**
     * Adds a piece to a file. When this returns, the piece survives a power failure.
     *
     * @param offset where the piece begins: as many bytes as are here
     * @param length of the piece, in bytes
     * @param sha256 of the piece, where the client told it
     * @return the file with the piece
     * @throws LibraryException.Missing when the viewer has no such upload, or it no such file
     * @throws LibraryException.Conflict when the offset is another, or the upload is finished
     * @throws LibraryException.Rejected when the piece is longer than the file, or its bytes are not those that were sent
     * @throws IOException when the disk is full or the connection breaks; what has come of the piece stays
     */
    public Upload.File append(
            Scope scope, String uuid, int number, long offset, long length, InputStream bytes, Optional<byte[]> sha256)
            throws IOException, InterruptedException {
        var lock = lock(uuid);
        lock.lockInterruptibly();
        try {
            var upload = open(scope, uuid);
            if (number < 0 || number >= upload.files().size()) {
                throw new LibraryException.Missing("File", number);
            }
            var folder = new UploadFolder(upload);
            var file = measured(folder, upload.files().get(number));
            if (file.received() != offset) {
                throw new LibraryException.Conflict(
                        "The server has %d bytes of this file; go on from there.".formatted(file.received()));
            }
            if (length > file.size() - offset) {
                throw new LibraryException.Rejected("This is more than the file was said to have");
            }
            if (!folder.append(file, bytes, sha256)) {
                throw new LibraryException.Rejected("The bytes arrived damaged; send them again");
            }
            return measured(folder, file);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Imports the files, now that all are whole. Asked again, it answers the same import.
     *
     * @param without numbers of files that are given up; such as are refused by their names are too, unless they are whole
     * @throws LibraryException.Missing when the viewer has no such upload
     * @throws LibraryException.Conflict when a file is not whole, or is not the one that was announced; it is to be sent
     *     again then
     * @throws LibraryException.Rejected when nothing is left
     */
    public Job complete(Scope scope, String uuid, Set<Integer> without) throws IOException, InterruptedException {
        var lock = lock(uuid);
        lock.lockInterruptibly();
        try {
            var upload = find(scope, uuid).orElseThrow(() -> missing(uuid));
            if (upload.jobId() != null) {
                long jobId = upload.jobId();
                return scope.read(database, tx -> Jobs.find(tx, scope.owner(), jobId))
                        .orElseThrow(() -> missing(uuid));
            }
            var folder = new UploadFolder(upload);
            var files = upload.files().stream()
                    .filter(file -> !without.contains(file.number()))
                    .filter(file -> file.isWhole() || file.refused().isEmpty())
                    .toList();
            if (files.isEmpty()) {
                throw new LibraryException.Rejected("No file of this upload is left to import");
            }
            for (var file : files) {
                refuseUnlessWhole(folder, file);
            }
            folder.settle(files);
            var request = new ImportRequest(
                    List.of(folder.photos().toString()),
                    upload.title(),
                    upload.author(),
                    true,
                    upload.storageId(),
                    upload.contributor());
            return imports.submit(contributors(scope, upload), request, (tx, jobId) -> {
                LibraryRoots.add(tx, scope, EncodedPath.of(folder.root()));
                UploadRows.finish(tx, scope, upload, files, jobId);
            });
        } finally {
            lock.unlock();
        }
    }

    /** Photos are added by who began to send them; where nobody was signed in then, by who finishes. */
    private static Scope contributors(Scope scope, Upload upload) {
        return upload.contributor() == null ? scope : scope.by(upload.contributor());
    }

    private static void refuseUnlessWhole(UploadFolder folder, Upload.File file) throws IOException {
        if (!file.isWhole()) {
            throw new LibraryException.Conflict(
                    "Of %s, %d of %d bytes are here.".formatted(file.name(), file.received(), file.size()));
        }
        if (file.sha256() != null && !file.sha256().equals(folder.sha256(file))) {
            folder.forget(file);
            throw new LibraryException.Conflict(
                    "What arrived of %s is not the file that was announced; send it again.".formatted(file.name()));
        }
    }

    /**
     * Gives an upload up; what has come of it is deleted.
     *
     * @throws LibraryException.Missing when the viewer has no such upload
     * @throws LibraryException.Conflict when it is finished
     */
    public void cancel(Scope scope, String uuid) throws IOException, InterruptedException {
        var lock = lock(uuid);
        lock.lockInterruptibly();
        try {
            var upload = open(scope, uuid);
            new UploadFolder(upload).deleteIncoming();
            scope.write(database, tx -> {
                UploadRows.delete(tx, scope, upload);
                return true;
            });
        } finally {
            lock.unlock();
        }
    }

    /**
     * Gives up what nobody has finished for a week.
     *
     * @param everybodys the database, as who looks after all libraries sees it
     */
    public void cancelForgotten(Database everybodys) throws InterruptedException {
        var before = Timestamps.now().minus(KEPT_OPEN);
        for (var stale : everybodys.read(tx -> UploadRows.stale(tx, before))) {
            try {
                cancel(Libraries.of(stale.owner()), stale.uuid());
                LOG.info("The upload {} was begun long ago and is given up", stale.uuid());
            } catch (IOException e) {
                LOG.warn("What has come of the upload {} cannot be deleted", stale.uuid(), e);
            }
        }
    }

    /** An upload that is not finished, as it was agreed; what has come of it is on disk. */
    private Upload open(Scope scope, String uuid) {
        var upload =
                scope.read(database, tx -> UploadRows.find(tx, scope, uuid)).orElseThrow(() -> missing(uuid));
        if (upload.jobId() != null) {
            throw new LibraryException.Conflict("The upload is finished.");
        }
        return upload;
    }

    private static LibraryException.Missing missing(String uuid) {
        return new LibraryException.Missing("Upload", uuid);
    }

    private Lock lock(String uuid) {
        return locks.get(Math.floorMod(uuid.hashCode(), LOCKS));
    }
}
