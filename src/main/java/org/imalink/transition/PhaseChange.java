package org.imalink.transition;

import org.imalink.access.Phase;
import org.imalink.access.Standing;

/**
 * What came of moving to a phase. Immutable.
 *
 * @param from the phase before
 * @param standing where the server stands now
 */
public record PhaseChange(Phase from, Standing standing) {
    /** Whether the phase is another now. */
    public boolean changed() {
        return from != standing.phase();
    }

    /** Who sees what now, in plain words. */
    public String whoSeesWhat() {
        return WhoSeesWhat.in(standing.phase());
    }
}
