package org.imalink.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.imalink.preview.PreviewRenderer;
import org.imalink.preview.PreviewRenderers;

/**
 * What reads pictures, for all servers and queues that run in this process: what libvips can read is found out once, and the
 * process that reads metadata starts once. Whoever breaks it makes one of their own.
 */
public final class SharedReading {
    public static final PreviewRenderer RENDERER = renderer();
    public static final PictureReader PICTURES = new PictureReader(RENDERER, folder("imalink-metadata"));

    private SharedReading() {}

    private static PreviewRenderer renderer() {
        try {
            return PreviewRenderers.best(folder("imalink-previews"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder(String name) {
        try {
            var folder = Files.createTempDirectory(name);
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
