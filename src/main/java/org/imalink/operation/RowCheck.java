package org.imalink.operation;

import java.util.List;
import org.jooq.DSLContext;

/** A part of the check that a room above this one contributes, because it knows what its rows mean. */
@FunctionalInterface
public interface RowCheck {
    /**
     * Looks at rows, and changes nothing.
     *
     * @param tx of the one snapshot of the whole check
     * @param findings to add to
     */
    void run(DSLContext tx, Progress progress, List<Finding> findings);
}
