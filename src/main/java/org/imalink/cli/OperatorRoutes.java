package org.imalink.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.imalink.access.Scope;
import org.imalink.access.Viewer;
import org.imalink.http.OperatorActions;
import org.imalink.ingest.FolderWatch;
import org.imalink.ingest.FolderWatch.WatchedRoot;
import org.imalink.library.EncodedPath;
import org.imalink.library.SearchIndexCheck;
import org.imalink.operation.Backups;
import org.imalink.operation.LibraryCheck;
import org.imalink.operation.LibraryCheck.Depth;
import org.imalink.operation.Progress;
import org.jspecify.annotations.Nullable;

/** What the operator can ask a running server for, done as the commands do it. */
final class OperatorRoutes implements OperatorActions {
    private static final Scope SCOPE = Scope.of(new Viewer.Operator());

    private final OpenLibrary library;
    private final Backups backups;
    private final FolderWatch watch;

    OperatorRoutes(OpenLibrary library, FolderWatch watch) {
        this.watch = watch;
        this.library = library;
        this.backups = Backups.of(library.location(), library.directory());
    }

    @Override
    public Map<String, ? extends @Nullable Object> check(boolean deep) {
        return Check.json(new LibraryCheck(library.database(), library.directory(), new SearchIndexCheck())
                .run(deep ? Depth.DEEP : Depth.USUAL, Progress.UNHEARD));
    }

    @Override
    public Map<String, ? extends @Nullable Object> roots() {
        return Map.of(
                "roots", watch.roots(SCOPE).stream().map(OperatorRoutes::json).toList());
    }

    @Override
    public Map<String, ? extends @Nullable Object> watch(String path, boolean watched) {
        return json(watch.watch(SCOPE, path, watched));
    }

    private static Map<String, @Nullable Object> json(WatchedRoot root) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("path", EncodedPath.text(root.root().path()));
        json.put("watched", root.isWatched());
        json.put("state", root.state() == null ? null : root.state().name().toLowerCase(Locale.ROOT));
        return json;
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
