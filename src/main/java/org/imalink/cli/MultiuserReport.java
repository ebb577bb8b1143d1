package org.imalink.cli;

import org.imalink.transition.rehearsal.RehearsalReport;
import org.imalink.transition.rehearsal.RehearsalText;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** Shows what was foretold, and what then happened. */
@Command(
        name = "report",
        header = "Show the newest rehearsal, and what happened when rows were given owners.",
        description = {
            "",
            "Says too whether the rehearsal vouches for going forward now: it passed within a day, with this ImaLink, and from "
                    + "no later a state of the database.",
            "",
            "Examples:",
            "  imalink multiuser report",
            "  imalink multiuser report --json | jq .vouches"
        })
final class MultiuserReport extends TransitionCommand {
    @Override
    public Integer call() {
        var report = report();
        print(report, () -> printText(report));
        return ExitCode.DONE;
    }

    private void printText(JsonNode report) {
        var rehearsal = report.path("rehearsal");
        if (rehearsal.isNull()) {
            out().println("There was no rehearsal yet: imalink multiuser rehearse");
        } else {
            RehearsalText.of(RehearsalReport.of(rehearsal)).forEach(out()::println);
            out().println(
                            report.path("vouches").asBoolean()
                                    ? "It vouches for going forward now."
                                    : "It does not vouch for going forward now: imalink multiuser rehearse");
        }
        var change = report.path("change");
        if (!change.isNull()) {
            out().printf(
                            "%nWhat happened (%s, UTC): tenancy level %d to %d%s.%n",
                            change.path("at").asString(""),
                            change.path("from").asInt(),
                            change.path("to").asInt(),
                            change.path("took_seconds").isNull()
                                    ? ""
                                    : " in %.1f seconds, of which writes waited for %.1f"
                                            .formatted(
                                                    change.path("took_seconds").asDouble(),
                                                    change.path("held_seconds").asDouble()));
        }
    }
}
