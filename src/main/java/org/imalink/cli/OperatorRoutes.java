package org.imalink.cli;

import java.util.Map;
import org.imalink.http.OperatorActions;
import org.imalink.library.SearchIndexCheck;
import org.imalink.operation.Backups;
import org.imalink.operation.LibraryCheck;
import org.imalink.operation.LibraryCheck.Depth;
import org.imalink.operation.Progress;
import org.jspecify.annotations.Nullable;

/** What the operator can ask a running server for, done as the commands do it. */
final class OperatorRoutes implements OperatorActions {
    private final OpenLibrary library;
    private final Backups backups;

    OperatorRoutes(OpenLibrary library) {
        this.library = library;
        this.backups = Backups.of(library.location(), library.directory());
    }

    @Override
    public Map<String, ? extends @Nullable Object> check(boolean deep) {
        return Check.json(new LibraryCheck(library.database(), library.directory(), new SearchIndexCheck())
                .run(deep ? Depth.DEEP : Depth.USUAL, Progress.UNHEARD));
    }

    @Override
    public Map<String, ? extends @Nullable Object> backups() {
        return BackupCommands.json(backups.list());
    }

    @Override
    public Map<String, ? extends @Nullable Object> createBackup() {
        return BackupCommands.json(backups.create(library.database(), Progress.UNHEARD));
    }
}
