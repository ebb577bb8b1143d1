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
import org.imalink.ingest.Finding.Picture;
import org.imalink.ingest.ScannedItem.FoundFile;
import org.imalink.ingest.ScannedItem.PassedOver;
import org.imalink.library.KnownOriginals;
import org.imalink.library.LibraryRoot;
import org.imalink.library.RemovedFiles;
import org.jooq.DSLContext;

/**
 * Reads the files of a batch, and of these only what the library does not know: first the bytes, then, where they are new,
 * the picture. Nothing is written. Thread-safe.
 */
final class BatchReader {
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
            return examined.stream().map(file -> finding(file, read)).toList();
        } catch (IOException e) {
            throw new ImportWaitsException("The temporary files in the data directory cannot be deleted.", e);
        }
    }

    /** The pictures of the originals that the library does not have, by their hash; equal ones are read once. */
    private Map<String, Picture> readNew(Scope scope, List<ExaminedFile> examined, boolean explicit) {
        var copies = new LinkedHashMap<String, Path>();
        for (var file : examined) {
            switch (file) {
                case Original original -> copies.putIfAbsent(original.sha256(), original.workingCopy());
                case Refused refused -> {}
            }
        }
        copies.keySet().removeAll(database.read(tx -> unwanted(tx, scope, copies.keySet(), explicit)));
        var read = copies.isEmpty() ? List.<Picture>of() : pictures.read(List.copyOf(copies.values()));
        var bySha256 = new HashMap<String, Picture>();
        int index = 0;
        for (var sha256 : copies.keySet()) {
            bySha256.put(sha256, read.get(index++));
        }
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

    private static Finding finding(ExaminedFile file, Map<String, Picture> read) {
        return switch (file) {
            case Refused(var path, var reason, var detail) -> new Finding.Told(path, reason, detail);
            case Original original ->
                new Finding.Original(
                        original.path(),
                        original.fileSize(),
                        original.modifiedAt(),
                        original.sha256(),
                        Optional.ofNullable(read.get(original.sha256())));
        };
    }
}
