package org.imalink.ingest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be imported.
 *
 * @param paths absolute paths of folders or files of the server, as text
 * @param title of the import session; null for one made of the folder's name and the day
 * @param author who took the photos; null when that is not said
 * @param explicit whether a person asks for just this: then photos that were deleted come back. A scan, such as the one at
 *     each start of the server, leaves them out
 * @param fileStorageId where the files lie, when that is a storage of the server; the import session names it
 * @param user who asks, for the audit trail; null for the operator
 */
public record ImportRequest(
        List<String> paths,
        @Nullable String title,
        @Nullable String author,
        boolean explicit,
        @Nullable Long fileStorageId,
        @Nullable Long user) {
    /** Photos that lie in no storage of the server. */
    public ImportRequest(List<String> paths, @Nullable String title, @Nullable String author, boolean explicit) {
        this(paths, title, author, explicit, null, null);
    }

    public ImportRequest {
        paths = List.copyOf(paths);
    }

    /** The same, asked for by a person with an account. */
    public ImportRequest askedBy(long person) {
        return new ImportRequest(paths, title, author, explicit, fileStorageId, person);
    }

    /** As the audit trail has it. */
    String actor() {
        return user == null ? "operator" : "user " + user;
    }
}
