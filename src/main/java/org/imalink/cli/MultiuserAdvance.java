package org.imalink.cli;

import org.imalink.access.Phase;
import org.imalink.transition.TransitionTask;
import org.imalink.transition.Unclaimed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** The way forward. */
@Command(
        name = "advance",
        header = "Go forward to a phase, also while the server runs.",
        description = {
            "",
            "foundation: people can have accounts. dual: what they add while signed in is remembered as theirs. Until then, "
                    + "who sees which photos stays the same. scoped: who is signed in sees their own photos only, and "
                    + "everybody still sees those of the single-user time without an account; every row is given an owner "
                    + "first and proved to be the same. active: nothing is shown without an account. Nobody is interrupted.",
            "",
            "Examples:",
            "  imalink multiuser advance --to foundation",
            "  imalink multiuser advance --to scoped --json"
        })
final class MultiuserAdvance extends MultiuserMove {
    @Option(
            names = "--leave-unowned",
            description =
                    "Go to active although nobody has claimed the library of the single-user time: nobody sees it then.")
    private boolean leaveUnowned;

    MultiuserAdvance() {
        super(Phase.FOUNDATION, Phase.DUAL, Phase.SCOPED, Phase.ACTIVE);
    }

    @Override
    JsonNode move(Phase phase) {
        return perform(new TransitionTask.Advance(phase, leaveUnowned ? Unclaimed.LEAVE : Unclaimed.REFUSE));
    }
}
