package org.imalink.ingest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operator asks to import.
 *
 * @param paths absolute paths of folders or files of the server, as text
 * @param title of the import session; null for one made of the folder's name and the day
 * @param author who took the photos; null when that is not said
 * @param explicit whether a person asks for just this: then photos that were deleted come back. A scan, such as the one at
 *     each start of the server, leaves them out
 */
public record ImportRequest(
        List<String> paths,
        @Nullable String title,
        @Nullable String author,
        boolean explicit) {
    public ImportRequest {
        paths = List.copyOf(paths);
    }
}
