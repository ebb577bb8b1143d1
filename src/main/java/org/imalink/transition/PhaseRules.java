package org.imalink.transition;

import static org.imalink.database.schema.Tables.SERVER_STATE;

import java.util.Map;
import org.imalink.access.Phase;
import org.imalink.database.Database;
import org.imalink.database.SchemaException;
import org.imalink.database.ServerVersion;
import org.imalink.operation.Refusal;
import org.imalink.operation.RefusedException;

/** Which moves between phases and levels are refused, and with which words. */
public final class PhaseRules {
    private PhaseRules() {}

    /**
     * Refuses a database that another server has brought to a phase that this one does not know.
     *
     * @throws SchemaException saying what to start
     */
    public static void refuseUnknown(Database database) {
        int found = database.read(tx ->
                tx.select(SERVER_STATE.PHASE).from(SERVER_STATE).fetchSingle().value1());
        if (found > Phase.FARTHEST.number()) {
            throw new SchemaException(
                    "This database is in phase %d; this is ImaLink %s, which knows phases up to %d (%s). Start the ImaLink that brought it there or a newer one, or go back with that one first: imalink multiuser retreat --to %s."
                            .formatted(
                                    found,
                                    ServerVersion.CURRENT,
                                    Phase.FARTHEST.number(),
                                    Phase.FARTHEST.code(),
                                    Phase.FARTHEST.code()),
                    null);
        }
    }

    /** Of the way forward. */
    static PhaseMove.Check forward(Phase to, Unclaimed unclaimed) {
        return (tx, from) -> {
            if (!to.isAtLeast(from)) {
                throw new RefusedException(
                        Refusal.Kind.PHASE_BEHIND,
                        Map.of("phase", from.code(), "to", to.code()),
                        "The server is in the phase %s, and %s lies behind it. To go back: imalink multiuser retreat --to %s"
                                .formatted(from.code(), to.code(), to.code()));
            }
            if (to == Phase.ACTIVE && from != to) {
                SignInCheck.check(tx, unclaimed);
            }
        };
    }

    /** The same where rows have been given owners. */
    static PhaseMove.Check proved(Phase to, Unclaimed unclaimed) {
        return (tx, from) -> {
            forward(to, unclaimed).accept(tx, from);
            if (from.isShared() && !to.isShared()) {
                ProvedLevel.refuseUnproved(tx);
            }
        };
    }

    /** Of the way back. */
    static PhaseMove.Check back(Phase to) {
        return (tx, from) -> {
            if (!from.isAtLeast(to)) {
                throw new RefusedException(
                        Refusal.Kind.PHASE_AHEAD,
                        Map.of("phase", from.code(), "to", to.code()),
                        "The server is in the phase %s, and %s lies ahead of it. To go forward: imalink multiuser advance --to %s"
                                .formatted(from.code(), to.code(), to.code()));
            }
        };
    }

    /** Refuses to take away what the phase needs. */
    static void refuseLevel(Phase phase, int level) {
        var farthest = level == 0 ? Phase.SINGLE : Phase.DUAL;
        if (!farthest.isAtLeast(phase)) {
            throw new RefusedException(
                    Refusal.Kind.PHASE_NEEDS_LEVEL,
                    Map.of("phase", phase.code(), "to", farthest.code()),
                    "The phase %s needs what level %d does not have. Go back first: imalink multiuser retreat --to %s"
                            .formatted(phase.code(), level, farthest.code()));
        }
    }
}
