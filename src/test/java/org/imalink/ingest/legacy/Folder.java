package org.imalink.ingest.legacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.imalink.preview.Hotpreviews;

/** What lies in a folder: names, sizes, times and contents. */
final class Folder {
    private Folder() {}

    static List<String> lines(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.sorted().map(Folder::line).toList();
        }
    }

    private static String line(Path file) {
        try {
            var content = Files.isRegularFile(file) ? Hotpreviews.hothash(Files.readAllBytes(file)) : "";
            return file + " " + Files.getLastModifiedTime(file) + " " + content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
