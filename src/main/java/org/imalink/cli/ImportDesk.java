package org.imalink.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where imports are handed in: the running server, or the library that this process has open. */
interface ImportDesk {
    /** Why folders are looked through. */
    enum Kind {
        /** A person asks for just this: photos that were deleted come back. */
        ASKED_FOR,
        /** As at each start of a server: they do not. */
        SCAN
    }

    /**
     * Hands in an import.
     *
     * @param paths absolute
     * @param user name or e-mail of the user for whom photos are added; null for nobody in particular
     * @throws org.imalink.operation.RefusedException when it is not taken, with the reason
     */
    ImportStatus submit(
            List<Path> paths, @Nullable String title, @Nullable String author, @Nullable String user, Kind kind);

    /**
     * Watches folders from now on, or no longer.
     *
     * @param paths absolute
     * @return the roots that these are, or lie in; they are what is watched
     * @throws org.imalink.operation.RefusedException when one cannot be watched, with the reason
     */
    List<String> watch(List<Path> paths, boolean watched);

    /** Waits for news of the import, for about a second at most. */
    ImportStatus await(long id) throws InterruptedException;

    /** The first files that were not taken in, each with its reason. */
    List<Untaken> untaken(long id, int most);

    /**
     * A file that was not taken in.
     *
     * @param outcome skipped or failed
     */
    record Untaken(
            String path,
            String outcome,
            String reason,
            @Nullable String detail) {}
}
