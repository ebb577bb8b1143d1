package org.imalink.http;

import org.imalink.access.Scope;
import org.imalink.access.Standing;
import org.imalink.access.Viewer;
import org.jspecify.annotations.Nullable;

/**
 * Somebody was let in, as one snapshot of the database has it.
 *
 * @param standing null where the route is the same for every phase, so that nobody looked
 * @param told what the answer says of its viewer; null where there is nothing to say
 */
record Admission(
        Viewer viewer,
        @Nullable Standing standing,
        @Nullable String told) {
    /** What the viewer may see and change. */
    Scope scope() {
        return viewer instanceof Viewer.Unsigned unsigned ? Scope.of(unsigned) : Scope.of(viewer, known().phase());
    }

    /** Where the server stands. */
    Standing known() {
        if (standing == null) {
            throw new IllegalStateException("The route is the same for every phase");
        }
        return standing;
    }

    /** The header in which it is told. */
    static final String HEADER = "Imalink-Viewer";

    /** What is told of nobody, where it has to be told at all. */
    static final String ANONYMOUS = "anonymous";
}
