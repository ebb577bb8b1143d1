package org.imalink.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.imalink.ingest.Finding.Picture;
import org.imalink.preview.ImageFormat;
import org.imalink.preview.PerceptualHash;
import org.imalink.preview.PreviewRenderer;
import org.imalink.preview.PreviewSize;
import org.imalink.preview.RefusalReason;
import org.imalink.preview.Rendering;

/** Reads working copies outside the server's process: their hotpreviews and what they tell of themselves. Thread-safe. */
public final class PictureReader implements AutoCloseable {
    private static final String NO_PROCESS = "No process can be started, or there is no room for temporary files.";

    /** Reading metadata takes a small part of the time that a preview takes, and starting a process for it a large one. */
    private static final int PROCESSORS_PER_READER = 4;

    private final PreviewRenderer renderer;
    private final MetadataProcess metadata;

    /**
     * Starts no process yet.
     *
     * @param renderer stays the caller's to close, after this
     * @param temporary an existing folder
     */
    public PictureReader(PreviewRenderer renderer, Path temporary) {
        this.renderer = renderer;
        this.metadata = new MetadataProcess(
                Math.ceilDiv(Runtime.getRuntime().availableProcessors(), PROCESSORS_PER_READER), temporary);
    }

    /** The formats that can be shown here. */
    Set<ImageFormat> formats() {
        return waiting(renderer::formats);
    }

    /**
     * Reads working copies.
     *
     * @return one for each, in their order
     * @throws ImportWaitsException when the work cannot be done now, whatever the files
     * @throws ImportStoppedException when the thread is interrupted
     */
    List<Picture> read(List<Path> workingCopies) {
        return waiting(() -> {
            var renderings = renderer.render(workingCopies, Set.of(PreviewSize.HOT));
            var pictures = new ArrayList<Picture>();
            for (int index = 0; index < renderings.size(); index++) {
                pictures.add(
                        switch (renderings.get(index)) {
                            case Rendering.Rendered rendered -> shown(rendered, workingCopies.get(index));
                            case Rendering.Refused(var reason, var detail) ->
                                new Picture.Refused(reason(reason), detail);
                        });
            }
            return pictures;
        });
    }

    /**
     * Reads the working copy of an XMP file.
     *
     * @return empty when it is none
     * @throws ImportWaitsException when the work cannot be done now, whatever the file
     * @throws ImportStoppedException when the thread is interrupted
     */
    Optional<ImageMetadata> readSidecar(Path workingCopy) {
        return waiting(() -> metadata.readSidecar(workingCopy));
    }

    /**
     * Reads again what the working copy of a picture tells of itself.
     *
     * @throws ImportWaitsException when the work cannot be done now, whatever the file
     * @throws ImportStoppedException when the thread is interrupted
     */
    Picture readMetadata(Path workingCopy) {
        return new Picture.Known(waiting(() -> metadata.read(workingCopy)));
    }

    private Picture shown(Rendering.Rendered rendered, Path workingCopy) throws IOException, InterruptedException {
        var hotpreview = Objects.requireNonNull(rendered.jpegs().get(PreviewSize.HOT));
        var hash = PerceptualHash.of(hotpreview).orElse(null);
        return new Picture.Shown(rendered, hotpreview, metadata.read(workingCopy), hash);
    }

    private static ImportReason reason(RefusalReason reason) {
        return switch (reason) {
            case DAMAGED -> ImportReason.DAMAGED;
            case TRUNCATED -> ImportReason.TRUNCATED;
            case TOO_LARGE, OUT_OF_MEMORY -> ImportReason.TOO_LARGE;
            case TIMEOUT -> ImportReason.TIMEOUT;
            case UNSUPPORTED -> ImportReason.UNSUPPORTED;
            case UNREADABLE -> ImportReason.UNREADABLE;
            case NO_PREVIEW -> ImportReason.NO_PREVIEW;
            case NEEDS_EXIFTOOL -> ImportReason.NEEDS_EXIFTOOL;
        };
    }

    private interface Work<T> {
        T run() throws IOException, InterruptedException;
    }

    private static <T> T waiting(Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new ImportWaitsException(NO_PROCESS, e);
        } catch (InterruptedException e) {
            throw new ImportStoppedException();
        }
    }

    @Override
    public void close() {
        metadata.close();
    }
}
