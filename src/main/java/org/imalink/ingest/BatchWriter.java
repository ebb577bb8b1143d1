package org.imalink.ingest;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.imalink.access.Scope;
import org.imalink.ingest.Finding.Picture;
import org.imalink.library.Authors;
import org.imalink.library.EncodedPath;
import org.imalink.library.FilePlaces;
import org.imalink.library.ImportSessions;
import org.imalink.library.KnownOriginals;
import org.imalink.library.LibraryRoot;
import org.imalink.library.NewImageFile;
import org.imalink.library.NewImageFile.Capture;
import org.imalink.library.NewImageFile.PhotoMetadata;
import org.imalink.library.PhotoIntake;
import org.imalink.library.RemovedFiles;
import org.imalink.operation.jobs.Job;
import org.imalink.operation.jobs.JobCounts;
import org.imalink.operation.jobs.JobResult;
import org.imalink.operation.jobs.JobResults;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a batch found in one transaction: photos, files and places, what became of each file, and how far the job has
 * come. For one batch and one thread.
 */
final class BatchWriter {
    private final DSLContext tx;
    private final Scope scope;
    private final Job job;
    private final LibraryRoot root;
    private final @Nullable String author;
    private final @Nullable Long fileStorageId;
    private final List<JobResult> results = new ArrayList<>();
    private JobCounts counts = JobCounts.NONE;
    private @Nullable Long importSessionId;

    /**
     * @param tx the transaction that everything is part of
     * @param job as its row is in this transaction
     * @param root where the batch's paths begin
     * @param wanted the author of new photos, and where they lie
     */
    BatchWriter(DSLContext tx, Scope scope, Job job, LibraryRoot root, ImportParameters wanted) {
        this.tx = tx;
        this.scope = scope;
        this.job = job;
        this.root = root;
        this.author = wanted.author();
        this.fileStorageId = wanted.fileStorageId();
        this.importSessionId = job.importSessionId();
    }

    /**
     * Writes the findings, in their order.
     *
     * @param unchanged files beside them that lie as they lay
     */
    void write(List<Finding> findings, int unchanged) {
        counts = new JobCounts(0, unchanged, 0, 0);
        for (var finding : findings) {
            switch (finding) {
                case Finding.Told(var path, var reason, var detail) -> tell(path, reason, detail);
                case Finding.Original original -> write(original);
            }
        }
        JobResults.add(tx, job.id(), results);
    }

    JobCounts counts() {
        return counts;
    }

    /** The session that new files belong to; null as long as there are none. */
    @Nullable
    Long importSessionId() {
        return importSessionId;
    }

    private void write(Finding.Original original) {
        var known = KnownOriginals.find(tx, scope, List.of(original.sha256())).get(original.sha256());
        if (known != null) {
            writeKnown(original, known);
        } else if (original.picture().isEmpty()) {
            // Deleted before it was read, or between then and now.
            FilePlaces.remove(tx, root, original.path());
            tell(original.path(), ImportReason.REMOVED, null);
        } else {
            switch (original.picture().get()) {
                case Picture.Shown shown -> writeNew(original, shown);
                case Picture.Refused(var reason, var detail) -> {
                    FilePlaces.remove(tx, root, original.path());
                    tell(original.path(), reason, detail);
                }
            }
        }
    }

    private void writeKnown(Finding.Original original, long imageFileId) {
        var place = FilePlaces.find(tx, scope, root, List.of(original.path())).get(original.path());
        boolean isHere = place != null && place.imageFileId() == imageFileId;
        place(original, imageFileId);
        tell(original.path(), isHere ? ImportReason.UNCHANGED : ImportReason.SAME_CONTENT, null);
    }

    private void writeNew(Finding.Original original, Picture.Shown shown) {
        var authorId =
                author == null ? null : Authors.findOrAdd(tx, scope, author).id();
        if (importSessionId == null) {
            importSessionId = ImportSessions.add(tx, scope, job.title(), null, authorId);
            if (fileStorageId != null) {
                ImportSessions.setStorage(tx, scope, importSessionId, fileStorageId);
            }
        }
        var added = PhotoIntake.add(tx, scope, newImageFile(original, shown, importSessionId, authorId));
        RemovedFiles.forget(tx, scope, original.sha256());
        place(original, added.imageFileId());
        tell(original.path(), ImportReason.NEW, null);
    }

    private void place(Finding.Original original, long imageFileId) {
        FilePlaces.put(tx, root, original.path(), imageFileId, original.fileSize(), original.modifiedAt());
    }

    private static NewImageFile newImageFile(
            Finding.Original original, Picture.Shown shown, Long importSessionId, @Nullable Long authorId) {
        var metadata = shown.metadata();
        var rendering = shown.rendering();
        boolean isDated = metadata.takenAt() != null;
        return new NewImageFile(
                EncodedPath.lastName(original.path()),
                shown.hotpreview(),
                original.fileSize(),
                original.sha256(),
                false,
                shown.perceptualHash(),
                importSessionId,
                metadata.tags(),
                null,
                null,
                null,
                new PhotoMetadata(
                        rendering.width(),
                        rendering.height(),
                        isDated ? metadata.takenAt() : here(original.modifiedAt()),
                        metadata.takenOffsetMinutes(),
                        isDated ? "exif" : "file",
                        metadata.latitude(),
                        metadata.longitude(),
                        authorId),
                new Capture(
                        rendering.format().name().toLowerCase(Locale.ROOT),
                        rendering.width(),
                        rendering.height(),
                        metadata.orientation(),
                        metadata.cameraMake(),
                        metadata.cameraModel(),
                        metadata.lens(),
                        metadata.exposureTime(),
                        metadata.aperture(),
                        metadata.iso(),
                        metadata.focalLength()));
    }

    /** The time of a file by the clock on the server's wall. */
    private static LocalDateTime here(LocalDateTime utc) {
        return LocalDateTime.ofInstant(utc.toInstant(ZoneOffset.UTC), ZoneId.systemDefault())
                .truncatedTo(ChronoUnit.MICROS);
    }

    /** New and unchanged files need no word of their own. */
    private void tell(String path, ImportReason reason, @Nullable String detail) {
        counts = counts.with(reason.outcome());
        if (reason != ImportReason.NEW && reason != ImportReason.UNCHANGED) {
            var whole = EncodedPath.text(EncodedPath.join(root.path(), path));
            results.add(
                    new JobResult(whole, reason.outcome(), reason.code(), detail == null ? reason.sentence() : detail));
        }
    }
}
