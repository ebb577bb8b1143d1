package org.imalink.transition;

import java.util.Map;
import org.imalink.access.Phase;
import org.imalink.access.Standing;
import org.jspecify.annotations.Nullable;

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

    /** As a server answers it and a command prints it. */
    public Map<String, @Nullable Object> tree() {
        var tree = TransitionStatus.tree(standing);
        tree.put("from", from.code());
        tree.put("changed", changed());
        tree.put("who_sees_what", whoSeesWhat());
        return tree;
    }
}
