package org.imalink.transition;

import java.util.Map;
import org.imalink.access.Standing;
import org.imalink.operation.Refusal;
import org.imalink.operation.RefusedException;

/**
 * Where somebody set out to go forward. That takes its time, in which somebody else may wish for something else and is heard.
 *
 * @param goneBack how often somebody had asked to go back
 * @param epoch of the phase
 */
record SettingOut(int goneBack, int epoch) {
    /** The same journey, from the next phase on. */
    SettingOut from(PhaseChange change) {
        return new SettingOut(goneBack, change.standing().epoch());
    }

    /**
     * @param asked how often somebody has asked to go back by now
     * @throws RefusedException when the server was moved, or was asked to go back, since
     */
    void refuseIfMoved(Standing now, int asked) {
        if (now.epoch() != epoch) {
            throw new RefusedException(
                    Refusal.Kind.MOVED_MEANWHILE,
                    Map.of("phase", now.phase().code()),
                    "The server went to the phase %s meanwhile, so that it was not moved on. Ask again if it should be."
                            .formatted(now.phase().code()));
        }
        if (asked != goneBack) {
            throw new RefusedException(
                    Refusal.Kind.GONE_BACK_MEANWHILE,
                    "Somebody asked to go back meanwhile, so that the server was not moved on. Ask again if it should be.");
        }
    }
}
