package org.imalink.transition;

import org.imalink.access.Phase;
import org.jspecify.annotations.Nullable;

/** What takes its time on the way to several users and back. */
public sealed interface TransitionTask {
    /** Forward to a phase. */
    record Advance(Phase to, Unclaimed unclaimed) implements TransitionTask {}

    /** All the way forward: looking, a backup, a rehearsal, and each step. */
    record Activate(Unclaimed unclaimed) implements TransitionTask {}

    /** All the way and back on a copy. */
    record Rehearse() implements TransitionTask {}

    /** Taking away what the database has above a tenancy level, 0 or 1. */
    record Lower(int level) implements TransitionTask {}

    /**
     * Looking from outside whether everybody's rows are there.
     *
     * @param against a backup's name or {@code latest}, which the database is held against; null for the database alone
     */
    record Verify(@Nullable String against) implements TransitionTask {}

    /** As clients know it. */
    default String code() {
        return switch (this) {
            case Advance ignored -> "advance";
            case Activate ignored -> "activate";
            case Rehearse() -> "rehearse";
            case Lower ignored -> "down";
            case Verify ignored -> "verify";
        };
    }
}
