package org.imalink.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.imalink.access.Scope;
import org.imalink.database.Database;
import org.imalink.ingest.ExaminedFile.Original;
import org.imalink.ingest.ExaminedFile.Refused;
import org.imalink.ingest.ExaminedFile.Sidecar;
import org.imalink.ingest.Finding.Picture;
import org.imalink.ingest.ScannedItem.FoundFile;
import org.imalink.ingest.ScannedItem.PassedOver;
import org.imalink.library.KnownOriginals;
import org.imalink.library.LateMetadata;
import org.imalink.library.LibraryRoot;
import org.imalink.library.RemovedFiles;
import org.imalink.preview.ImageFormat;
import org.jooq.DSLContext;

/**
 * Reads the files of a batch, and of these only what the library does not know: first the bytes, then, where they are new,
 * the picture. Nothing is written. Thread-safe.
 */
final class BatchReader {
    /** The longer side, in pixels; what is smaller is a thumbnail. */
    private static final int SMALLEST_PREVIEW = 480;

    private final Database database;
    private final PictureReader pictures;
    private final FileExaminer examiner;
    private final Path temporary;

    BatchReader(Database database, PictureReader pictures, Path temporary) {
        this.database = database;
        this.pictures = pictures;
        this.examiner = new FileExaminer(pictures.formats());
        this.temporary = temporary;
    }

    /**
     * Reads what a scan found.
     *
     * @param explicit whether originals of deleted photos are wanted back
     * @throws ImportWaitsException when there is no room for working copies
     * @throws ImportStoppedException when the thread is interrupted
     */
    List<Finding> read(Scope scope, LibraryRoot root, List<ScannedItem> items, boolean explicit) {
        try (var copies = WorkingCopies.below(temporary)) {
            var examined = new ArrayList<ExaminedFile>();
            for (var item : items) {
                examined.add(
                        switch (item) {
                            case PassedOver(var path, var reason, var detail) -> new Refused(path, reason, detail);
                            case FoundFile file -> examiner.examine(root, file.path(), copies);
                        });
            }
            var read = readNew(scope, examined, explicit);
            var findings = new ArrayList<Finding>();
            for (var file : examined) {
                findings.add(finding(file, read));
            }
            return findings;
        } catch (IOException e) {
            throw new ImportWaitsException("The temporary files in the data directory cannot be deleted.", e);
        }
    }

    /**
     * The pictures of the originals that the library does not have, or has without what they tell, by their hash; equal ones
     * are read once.
     */
    private Map<String, Picture> readNew(Scope scope, List<ExaminedFile> examined, boolean explicit) {
        var copies = new LinkedHashMap<String, Path>();
        for (var file : examined) {
            switch (file) {
                case Original original -> copies.putIfAbsent(original.sha256(), original.workingCopy());
                case Refused _, Sidecar _ -> {}
            }
        }
        var untold = new LinkedHashMap<>(copies);
        untold.keySet().retainAll(database.<Set<String>>read(tx -> LateMetadata.untold(tx, scope, untold.keySet())));
        copies.keySet().removeAll(database.read(tx -> unwanted(tx, scope, copies.keySet(), explicit)));
        var read = copies.isEmpty() ? List.<Picture>of() : pictures.read(List.copyOf(copies.values()));
        var bySha256 = new HashMap<String, Picture>();
        int index = 0;
        for (var sha256 : copies.keySet()) {
            bySha256.put(sha256, read.get(index++));
        }
        untold.forEach((sha256, copy) -> bySha256.put(sha256, pictures.readMetadata(copy)));
        return bySha256;
    }

    private static Set<String> unwanted(DSLContext tx, Scope scope, Set<String> sha256s, boolean explicit) {
        var unwanted = new HashSet<>(KnownOriginals.find(tx, scope, sha256s).keySet());
        if (!explicit) {
            sha256s.stream()
                    .filter(sha256 -> RemovedFiles.contains(tx, scope, sha256))
                    .forEach(unwanted::add);
        }
        return unwanted;
    }

    /** A few makers' RAW files look like any other TIFF, and what such a one shows is a thumbnail. */
    private static Picture checked(Original original, Picture picture) {
        boolean thumbnail = picture instanceof Picture.Shown shown
                && shown.rendering().format() == ImageFormat.TIFF
                && Math.max(shown.rendering().width(), shown.rendering().height()) < SMALLEST_PREVIEW;
        return thumbnail && ShotName.isRaw(original.path())
                ? new Picture.Refused(ImportReason.NO_PREVIEW, ImportReason.NO_PREVIEW.sentence())
                : picture;
    }

    private Finding finding(ExaminedFile file, Map<String, Picture> read) {
        return switch (file) {
            case Refused(var path, var reason, var detail) -> new Finding.Told(path, reason, detail);
            case Sidecar(var path, var copy) ->
                pictures.readSidecar(copy)
                        .<Finding>map(metadata -> new Finding.Sidecar(path, metadata))
                        .orElse(new Finding.Told(path, ImportReason.DAMAGED, "The file is no XMP that can be read."));
            case Original original ->
                new Finding.Original(
                        original.path(),
                        original.fileSize(),
                        original.modifiedAt(),
                        original.sha256(),
                        Optional.ofNullable(read.get(original.sha256())).map(picture -> checked(original, picture)));
        };
    }
}
