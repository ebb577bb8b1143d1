package org.imalink.library;

import java.nio.file.Path;

/**
 * A folder of the server that the operator let it read.
 *
 * @param path absolute, as {@link EncodedPath} writes it
 */
public record LibraryRoot(long id, String path) {
    /** The folder itself. */
    public Path folder() {
        return EncodedPath.toPath(path);
    }
}
