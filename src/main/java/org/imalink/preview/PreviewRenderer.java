package org.imalink.preview;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Renders previews outside the server's process, so that a hostile file costs only itself. Thread-safe; several callers
 * at a time share the processors.
 */
public interface PreviewRenderer extends AutoCloseable {
    /** What it can render here; the first call finds out and takes a moment. */
    Set<ImageFormat> formats() throws IOException, InterruptedException;

    /** What could be installed to render more formats or faster, in a sentence for people; empty when nothing. */
    Optional<String> advice();

    /**
     * Renders files. Give many at a time: they share processes and run on all processors.
     *
     * @param sources of any name and content, there or not
     * @return one for each source, in their order
     * @throws IOException when the work itself cannot be done, such as a full disk or no process to be had; it says
     *     nothing about the files
     * @throws InterruptedException when the calling thread is interrupted; nothing keeps running
     * @throws IllegalStateException when the renderer is closed, before or meanwhile: it says nothing about the files
     */
    List<Rendering> render(List<Path> sources, Set<PreviewSize> sizes) throws IOException, InterruptedException;

    /**
     * The perceptual hash of an image that comes from outside.
     *
     * @return empty when the bytes are no image that can be opened within the limits
     * @see PerceptualHash#of for what this server rendered itself
     */
    Optional<String> perceptualHash(byte[] image) throws IOException, InterruptedException;

    /** Ends all its processes. */
    @Override
    void close();
}
