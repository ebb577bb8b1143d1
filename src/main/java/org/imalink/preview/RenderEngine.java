package org.imalink.preview;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.imalink.operation.isolated.ScratchFolder;

/** Decodes, shrinks and encodes, in child processes. Thread-safe. */
interface RenderEngine extends AutoCloseable {
    Set<ImageFormat> formats() throws IOException, InterruptedException;

    /**
     * Renders images of its formats.
     *
     * @param scratch where the images' links are, and where it may write
     * @return one for each image, in their order
     */
    List<Rendering> render(List<ExaminedImage> images, Set<PreviewSize> sizes, ScratchFolder scratch)
            throws IOException, InterruptedException;

    @Override
    void close();
}
