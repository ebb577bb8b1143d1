package org.imalink.cli;

import org.imalink.access.Phase;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** The way back. */
@Command(
        name = "retreat",
        header = "Go back to a phase, also while the server runs; nothing is deleted.",
        description = {
            "",
            "scoped: the photos of the single-user time are shown without an account again. dual: everybody sees and changes "
                    + "those, and nobody any others: people's own libraries are put away as they are. foundation: people "
                    + "keep their accounts, and what they add is not remembered as theirs. single: nobody can sign in; "
                    + "accounts and sign-ins are kept for the next time. Says first who will see what.",
            "",
            "Examples:",
            "  imalink multiuser retreat --to foundation",
            "  imalink multiuser retreat --to single"
        })
final class MultiuserRetreat extends MultiuserMove {
    MultiuserRetreat() {
        super(Phase.SINGLE, Phase.FOUNDATION, Phase.DUAL, Phase.SCOPED);
    }

    @Override
    JsonNode move(Phase phase) {
        return goBack(phase);
    }
}
