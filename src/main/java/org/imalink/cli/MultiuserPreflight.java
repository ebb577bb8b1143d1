package org.imalink.cli;

import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** Says what stands in the way forward. */
@Command(
        name = "preflight",
        header = "Look whether the server can go all the way forward; changes nothing.",
        description = {
            "",
            "Looks at the room for a backup and a rehearsal, whether the library is sound, whether somebody would be left "
                    + "without their photos, and what config/multiuser.json wishes. Each finding says what to do.",
            "",
            "Examples:",
            "  imalink multiuser preflight",
            "  imalink multiuser preflight --json | jq .findings"
        },
        exitCodeList = {
            "0:Nothing stands in the way.",
            "1:Something stands in the way, or looking failed.",
            "2:Not understood: see the usage.",
            "3:Refused, with the reason."
        })
final class MultiuserPreflight extends TransitionCommand {
    @Override
    public Integer call() {
        var report = preflight();
        print(report, () -> printFindings(report));
        return report.path("clear").asBoolean() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void printFindings(JsonNode report) {
        printFindings(out(), report);
        out().println(
                        report.path("clear").asBoolean()
                                ? "Nothing stands in the way."
                                : "This stands in the way; nothing was changed.");
    }
}
