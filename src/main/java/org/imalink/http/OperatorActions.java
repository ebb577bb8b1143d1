package org.imalink.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the operator may ask of a running server, beside imports. Answers are trees of maps, lists, texts, numbers, booleans
 * and nulls, which go out as JSON. Thread-safe.
 */
public interface OperatorActions {
    /**
     * Checks the database, the previews and the files against each other; takes as long as it takes.
     *
     * @param deep also reads every preview and original
     */
    Map<String, ? extends @Nullable Object> check(boolean deep);

    /** Which folders are library roots, and how each is watched. */
    Map<String, ? extends @Nullable Object> roots();

    /**
     * Watches a folder from now on, or no longer.
     *
     * @param path absolute, of a folder of the server's machine
     * @return the root that this is, or lies in
     * @throws org.imalink.library.LibraryException.Rejected when it cannot be watched; the message is for people
     */
    Map<String, ? extends @Nullable Object> watch(String path, boolean watched);

    /** Which backups there are, newest first. */
    Map<String, ? extends @Nullable Object> backups();

    /**
     * Makes a backup and checks it.
     *
     * @throws org.imalink.operation.RefusedException when there is no room for it
     */
    Map<String, ? extends @Nullable Object> createBackup();
}
