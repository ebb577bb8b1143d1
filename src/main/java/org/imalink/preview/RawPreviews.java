package org.imalink.preview;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.imalink.operation.isolated.IsolatedWorker;
import org.imalink.operation.isolated.Reply;
import org.imalink.operation.isolated.ScratchFolder;
import org.imalink.operation.isolated.WorkerLimits;

/**
 * Takes the previews out of RAW files: by a reader of our own in a child JVM, and where that finds none, by ExifTool.
 * Thread-safe.
 */
final class RawPreviews implements AutoCloseable {
    static final String OWN_READER = "imalink";

    private static final int HEAP_MEGABYTES = 64;
    private static final Duration TIME = Duration.ofSeconds(60);
    private static final int ANSWER_BYTES = 1024;
    private static final Duration IDLE = Duration.ofMinutes(1);

    /** What a child says that could not write, which is no fault of the file. */
    private static final Set<String> NO_ROOM =
            Set.of("java.io.IOException", "java.nio.file.FileSystemException", "java.nio.file.NoSuchFileException");

    private final IsolatedWorker worker;
    private final BooleanSupplier exifTool;

    /**
     * @param temporary an existing folder
     * @param exifTool whether ExifTool is installed now
     */
    RawPreviews(int processes, Path temporary, BooleanSupplier exifTool) {
        this.worker = new IsolatedWorker(
                RawPreviewTask.class, new WorkerLimits(processes, HEAP_MEGABYTES, TIME, ANSWER_BYTES, IDLE), temporary);
        this.exifTool = exifTool;
    }

    /** What came of looking for a preview. */
    sealed interface Found {
        /**
         * @param file has the preview
         * @param tool that took it out
         */
        record Preview(Path file, RawPreview preview, String tool) implements Found {}

        record None(RefusalReason reason) implements Found {}
    }

    /**
     * Looks for previews.
     *
     * @param links RAW files by names of our own in the scratch folder
     * @param scratch where previews are left
     * @return one for each link, in their order
     */
    List<Found> extract(List<Path> links, ScratchFolder scratch) throws IOException, InterruptedException {
        var found = new LinkedHashMap<Path, Found>();
        var calls = new ArrayList<Callable<Optional<Found>>>();
        for (var link : links) {
            calls.add(() -> ownReader(link, scratch.path().resolve("raw-" + link.getFileName())));
        }
        var missing = new ArrayList<Path>();
        var own = ParallelCalls.all(calls);
        for (int index = 0; index < links.size(); index++) {
            var link = links.get(index);
            own.get(index).ifPresentOrElse(preview -> found.put(link, preview), () -> missing.add(link));
        }
        if (!missing.isEmpty()) {
            found.putAll(exifTool.getAsBoolean() ? byExifTool(missing, scratch) : without(missing));
        }
        return links.stream().map(found::get).toList();
    }

    private Optional<Found> ownReader(Path link, Path target) throws IOException, InterruptedException {
        return switch (worker.ask(RawPreviewTask.request(link, target))) {
            case Reply.Answered(var answer) when answer.length == 0 -> Optional.empty();
            case Reply.Answered(var answer) -> usable(target, RawPreview.decoded(answer), OWN_READER);
            case Reply.Failed(var failure, var message)
            when NO_ROOM.contains(failure) -> throw new IOException("No preview can be written: " + message);
            case Reply.Failed _, Reply.TimedOut _, Reply.OutOfMemory _, Reply.Crashed _ -> Optional.empty();
        };
    }

    private static Optional<Found> usable(Path file, RawPreview preview, String tool) {
        return preview.isThumbnail() ? Optional.empty() : Optional.of(new Found.Preview(file, preview, tool));
    }

    private static Map<Path, Found> byExifTool(List<Path> links, ScratchFolder scratch)
            throws IOException, InterruptedException {
        var extracted = ExifTool.previews(links, scratch.path());
        var found = new LinkedHashMap<Path, Found>();
        for (var link : links) {
            var preview = Optional.ofNullable(extracted.get(link))
                    .flatMap(each -> usable(each.file(), each.preview(), ExifTool.PROGRAM));
            found.put(link, preview.orElse(new Found.None(RefusalReason.NO_PREVIEW)));
        }
        return found;
    }

    private static Map<Path, Found> without(List<Path> links) {
        var found = new LinkedHashMap<Path, Found>();
        links.forEach(link -> found.put(link, new Found.None(RefusalReason.NEEDS_EXIFTOOL)));
        return found;
    }

    @Override
    public void close() {
        worker.close();
    }
}
