package org.imalink.ingest;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.imalink.access.Scope;
import org.imalink.ingest.Finding.Picture;
import org.imalink.ingest.ScannedItem.FoundFile;
import org.imalink.library.Authors;
import org.imalink.library.Contributions;
import org.imalink.library.EncodedPath;
import org.imalink.library.FilePlaces;
import org.imalink.library.ImportSessions;
import org.imalink.library.KnownOriginals;
import org.imalink.library.LibraryRoot;
import org.imalink.library.NewImageFile;
import org.imalink.library.NewImageFile.Capture;
import org.imalink.library.NewImageFile.PhotoMetadata;
import org.imalink.library.PhotoDescription;
import org.imalink.library.PhotoIntake;
import org.imalink.library.Photos;
import org.imalink.library.RemovedFiles;
import org.imalink.library.SearchIndex;
import org.imalink.library.SetAsideFiles;
import org.imalink.library.SetAsideFiles.SetAside;
import org.imalink.library.Trash;
import org.imalink.operation.jobs.Job;
import org.imalink.operation.jobs.JobCounts;
import org.imalink.operation.jobs.JobOutcome;
import org.imalink.operation.jobs.JobResult;
import org.imalink.operation.jobs.JobResults;
import org.imalink.preview.Hotpreviews;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a batch found in one transaction: photos, files and places, what became of each file, and how far the job has
 * come. For one batch and one thread.
 */
final class BatchWriter {
    private static final int LONGEST_LIST = 500;

    private final DSLContext tx;
    private final Scope scope;
    private final Job job;
    private final LibraryRoot root;
    private final @Nullable String author;
    private final @Nullable Long fileStorageId;
    private final boolean explicit;
    private final List<JobResult> results = new ArrayList<>();
    private final Map<String, FoundFile> read = new HashMap<>();
    private final List<SetAside> setAside = new ArrayList<>();
    private final Set<Long> outdated = new LinkedHashSet<>();
    private JobCounts counts = JobCounts.NONE;
    private @Nullable Long importSessionId;

    /**
     * @param tx the transaction that everything is part of
     * @param job as its row is in this transaction
     * @param root where the batch's paths begin
     * @param wanted the author of new photos, where they lie, and whether photos come back out of the trash
     */
    BatchWriter(DSLContext tx, Scope scope, Job job, LibraryRoot root, ImportParameters wanted) {
        this.tx = tx;
        this.scope = scope;
        this.job = job;
        this.root = root;
        this.author = wanted.author();
        this.fileStorageId = wanted.fileStorageId();
        this.explicit = wanted.explicit();
        this.importSessionId = job.importSessionId();
    }

    /**
     * Writes the findings, in their order.
     *
     * @param others files beside them that need no word
     * @param settled those of the files in the findings that may be set aside
     */
    void write(List<Finding> findings, JobCounts others, Collection<FoundFile> settled) {
        counts = others;
        settled.forEach(file -> read.put(file.path(), file));
        for (var shot : shots(findings)) {
            for (var finding : shot) {
                switch (finding) {
                    case Finding.Told(var path, var reason, var detail) -> tell(path, reason, detail);
                    case Finding.Original original -> write(original);
                    case Finding.Sidecar sidecar -> write(sidecar);
                }
            }
        }
        SearchIndex.refresh(tx, scope, outdated);
        JobResults.add(tx, job.id(), results);
        var looked = new HashSet<String>();
        findings.stream().filter(Finding.Original.class::isInstance).forEach(found -> looked.add(found.path()));
        setAside.forEach(file -> looked.add(file.path()));
        SetAsideFiles.remove(tx, scope, root, looked);
        SetAsideFiles.add(tx, root, setAside);
    }

    /**
     * The findings by shot: files that follow each other under one name. What the library has comes first, then pictures,
     * RAW files and what was written about them, so that the photo of a shot has the picture's preview.
     */
    private List<List<Finding>> shots(List<Finding> findings) {
        var shots = new ArrayList<List<Finding>>();
        ShotName previous = null;
        for (var finding : findings) {
            var name = ShotName.isOfShot(finding.path()) ? ShotName.of(finding.path()) : null;
            if (name == null || !name.equals(previous)) {
                shots.add(new ArrayList<>());
            }
            shots.getLast().add(finding);
            previous = name;
        }
        shots.stream().filter(shot -> shot.size() > 1).forEach(shot -> shot.sort(Comparator.comparingInt(this::turn)));
        return shots;
    }

    private int turn(Finding finding) {
        return switch (finding) {
            case Finding.Told _ -> 0;
            case Finding.Original original ->
                original.picture().orElse(null) instanceof Picture.Shown shown
                        ? isKnown(original) ? 0 : ShotPairing.isRaw(shown) ? 2 : 1
                        : 0;
            case Finding.Sidecar _ -> 3;
        };
    }

    private boolean isKnown(Finding.Original original) {
        return !KnownOriginals.find(tx, scope, List.of(original.sha256())).isEmpty();
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
            writeRemoved(original);
        } else {
            switch (original.picture().get()) {
                case Picture.Shown shown -> writeNew(original, shown);
                case Picture.Known _ -> writeRemoved(original);
                case Picture.Refused(var reason, var detail) -> {
                    FilePlaces.remove(tx, root, original.path());
                    tell(original.path(), reason, detail);
                }
            }
        }
    }

    /** Deleted before it was read, or between then and now. */
    private void writeRemoved(Finding.Original original) {
        FilePlaces.remove(tx, root, original.path());
        tell(original.path(), ImportReason.REMOVED, null);
    }

    private void writeKnown(Finding.Original original, long imageFileId) {
        var place = FilePlaces.find(tx, scope, root, List.of(original.path())).get(original.path());
        boolean isHere = place != null && place.imageFileId() == imageFileId;
        place(original, imageFileId);
        if (!isHere) {
            Contributions.ofFile(tx, scope, imageFileId);
        }
        var usual = LateReading.take(tx, scope, original, imageFileId, outdated::add)
                .orElse(isHere ? ImportReason.UNCHANGED : ImportReason.SAME_CONTENT);
        if (explicit) {
            boolean isBack = Trash.restorePhotoOf(tx, scope, imageFileId);
            tell(original.path(), isBack ? ImportReason.OUT_OF_TRASH : usual, null);
        } else {
            boolean isTrashed = !Trash.filesIn(tx, scope, List.of(imageFileId)).isEmpty();
            tell(original.path(), isTrashed ? ImportReason.IN_TRASH : usual, null);
        }
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
        var file = newImageFile(original, shown, importSessionId, authorId);
        // Files with equal previews are files of one photo, wherever they lie.
        var hothash = Hotpreviews.hothash(shown.hotpreview());
        var trashed = Trash.find(tx, scope, hothash);
        if (trashed.isPresent() && !explicit) {
            place(
                    original,
                    PhotoIntake.addTo(tx, scope, trashed.get(), file, outdated::add)
                            .imageFileId());
            tell(original.path(), ImportReason.IN_TRASH, null);
            return;
        }
        var pair = trashed.isPresent() || Photos.exists(tx, scope, hothash)
                ? Optional.<Long>empty()
                : ShotPairing.photoOf(tx, scope, root, original.path(), shown);
        var added = pair.isPresent()
                ? PhotoIntake.addTo(tx, scope, pair.get(), file, outdated::add)
                : PhotoIntake.add(tx, scope, file, outdated::add);
        RemovedFiles.forget(tx, scope, original.sha256());
        place(original, added.imageFileId());
        var leftOut = added.newPhoto()
                ? description(shown.metadata())
                        .apply(tx, scope, added.photoId(), outdated::add)
                        .leftOut()
                : List.<String>of();
        if (leftOut.isEmpty()) {
            tell(original.path(), original.isUnread() ? ImportReason.METADATA_UNREAD : ImportReason.NEW, null);
        } else {
            tell(original.path(), ImportReason.KEYWORDS_LEFT_OUT, leftOut(leftOut));
        }
    }

    private void write(Finding.Sidecar sidecar) {
        var photos = ShotPairing.described(tx, scope, root, sidecar.path());
        if (photos.size() != 1) {
            var several = photos.isEmpty() ? null : "More than one photo has the name of this file.";
            tell(sidecar.path(), ImportReason.SIDECAR_ALONE, several);
            return;
        }
        var applied = description(sidecar.metadata()).apply(tx, scope, photos.getFirst(), outdated::add);
        var leftOut = applied.leftOut().isEmpty() ? null : leftOut(applied.leftOut());
        switch (applied.outcome()) {
            case SAME -> {
                tell(sidecar.path(), ImportReason.UNCHANGED, null);
                setAside(sidecar.path(), ImportReason.UNCHANGED, null);
            }
            case TAKEN -> {
                tell(sidecar.path(), ImportReason.SIDECAR_TAKEN, leftOut);
                setAside(sidecar.path(), ImportReason.UNCHANGED, null);
            }
            case KEPT_OUT -> tell(sidecar.path(), ImportReason.SIDECAR_KEPT_OUT, null);
        }
    }

    private static String leftOut(List<String> keywords) {
        var listed = String.join(", ", keywords);
        return "No tags can be made of: "
                + (listed.length() <= LONGEST_LIST ? listed : listed.substring(0, LONGEST_LIST) + "…");
    }

    static PhotoDescription description(ImageMetadata metadata) {
        var said = metadata.description();
        return new PhotoDescription(
                said.title(),
                said.text(),
                said.keywords(),
                said.rating(),
                said.author(),
                metadata.latitude(),
                metadata.longitude(),
                said.place());
    }

    private void place(Finding.Original original, long imageFileId) {
        var modifiedAt = original.isUnread() ? FilePlaces.TO_BE_READ_AGAIN : original.modifiedAt();
        FilePlaces.put(tx, root, original.path(), imageFileId, original.fileSize(), modifiedAt);
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
                ShotPairing.isRaw(shown),
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
                        ShotPairing.isRaw(shown) ? rendering.orientation() : metadata.orientation(),
                        metadata.cameraMake(),
                        metadata.cameraModel(),
                        metadata.lens(),
                        metadata.exposureTime(),
                        metadata.aperture(),
                        metadata.iso(),
                        metadata.focalLength(),
                        rendering.previewTool()));
    }

    /** The time of a file by the clock on the server's wall. */
    private static LocalDateTime here(LocalDateTime utc) {
        return LocalDateTime.ofInstant(utc.toInstant(ZoneOffset.UTC), ZoneId.systemDefault())
                .truncatedTo(ChronoUnit.MICROS);
    }

    private void setAside(String path, ImportReason reason, @Nullable String detail) {
        var file = read.get(path);
        if (file != null) {
            setAside.add(new SetAside(path, file.fileSize(), file.modifiedAt(), reason.code(), detail));
        }
    }

    /** New and unchanged files need no word of their own. */
    private void tell(String path, ImportReason reason, @Nullable String detail) {
        counts = counts.with(reason.outcome());
        boolean isPhoto = reason.outcome() == JobOutcome.ADDED || reason.outcome() == JobOutcome.KNOWN;
        if (!isPhoto && !reason.isOfThisMoment()) {
            setAside(path, reason, detail);
        }
        if (reason != ImportReason.NEW && reason != ImportReason.UNCHANGED) {
            var whole = EncodedPath.text(EncodedPath.join(root.path(), path));
            results.add(
                    new JobResult(whole, reason.outcome(), reason.code(), detail == null ? reason.sentence() : detail));
        }
    }
}
