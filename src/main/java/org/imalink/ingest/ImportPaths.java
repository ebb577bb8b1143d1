package org.imalink.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.imalink.library.EncodedPath;
import org.imalink.library.LibraryException;

/** The paths that an import is for, as {@link EncodedPath} writes them. */
final class ImportPaths {
    private ImportPaths() {}

    /**
     * A path that somebody names, absolute and free of links.
     *
     * @throws LibraryException.Rejected when it is not absolute, does not exist, or is neither a folder nor a file; the message
     *     is for people
     */
    static String checked(String text) {
        if (!text.startsWith("/") || text.indexOf('\0') >= 0) {
            throw new LibraryException.Rejected("The path must be absolute: " + text.replace("\0", ""));
        }
        try {
            var path = EncodedPath.toPath(EncodedPath.ofText(text)).toRealPath();
            if (!Files.isDirectory(path) && !Files.isRegularFile(path)) {
                throw new LibraryException.Rejected("This is neither a folder nor a file: " + text);
            }
            return EncodedPath.of(path);
        } catch (NoSuchFileException e) {
            throw new LibraryException.Rejected("There is no such folder or file: " + text);
        } catch (IOException e) {
            throw new LibraryException.Rejected("The server cannot read this: " + text);
        }
    }

    /** A path that lies in another one is imported with it. */
    static List<String> outermost(Collection<String> paths) {
        var outermost = new ArrayList<String>();
        for (var path : paths.stream().distinct().sorted(EncodedPath::compare).toList()) {
            if (outermost.isEmpty() || !EncodedPath.contains(outermost.getLast(), path)) {
                outermost.add(path);
            }
        }
        return outermost;
    }

    /** What an import is called that nobody gave a name. */
    static String title(List<String> paths) {
        var name = EncodedPath.lastName(paths.getFirst());
        var more = paths.size() == 1 ? "" : " + " + (paths.size() - 1);
        return (name.isEmpty() ? "/" : name) + more + " " + LocalDate.now();
    }
}
