package org.imalink.cli;

import java.util.Optional;
import org.imalink.access.Phase;
import org.imalink.database.RowSecurity;
import org.imalink.transition.TransitionStatus;
import org.imalink.transition.WhoSeesWhat;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Says where the server is, through the running one where there is one. */
@Command(
        name = "status",
        header = "Say in which phase the server is, and who sees what.",
        description = {
            "",
            "Also looks at config/multiuser.json in the data directory, and does at once what it lowers.",
            "",
            "Examples:",
            "  imalink multiuser status",
            "  imalink multiuser status --json | jq .phase_name"
        })
final class MultiuserStatus extends LibraryCommand {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public Integer call() {
        var status = RunningServer.find(directory())
                .map(server -> server.get("/multiuser/console"))
                .orElseGet(this::look);
        print(status, () -> {
            var phase = Phase.find(status.path("phase_name").asString("")).orElseThrow();
            out().printf("Phase %d, %s.%n", phase.number(), phase.code());
            out().println(WhoSeesWhat.in(phase));
            out().printf("%d active accounts; ", status.path("users").asInt());
            out().println(status.path("has_admin").asBoolean() ? "there is an admin." : "there is no admin.");
            RowSecurity.find(status.path("row_security").asString(""))
                    .ifPresent(security -> out().printf(
                                    "Row-level security is %s: %s.%n",
                                    security.isOn() ? "on" : "off", security.reason()));
            if (!status.path("file_wish").isNull()) {
                out().println(status.path("file_wish").asString(""));
            }
        });
        return ExitCode.DONE;
    }

    private void printRun(JsonNode run) {
        out().printf(
                        "The server is at it: %s; %s, %d of %d.%n",
                        run.path("task").asString(""),
                        run.path("stage").asString(""),
                        run.path("done").asLong(),
                        run.path("total").asLong());
    }

    private JsonNode look() {
        try (var library = OpenLibrary.open(settings(), name())) {
            var phases = library.phases();
            phases.look();
            var rowSecurity = library.database().rowSecurity();
            return JSON.valueToTree(library.database()
                    .read(tx ->
                            TransitionStatus.read(tx, phases, settings().registration(), rowSecurity, Optional.empty()))
                    .tree());
        }
    }
}
