package org.imalink.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.imalink.access.Phase;
import org.imalink.transition.PhaseChange;
import org.imalink.transition.Phases;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Goes to one of some phases, through the running server where there is one. */
abstract class MultiuserMove extends LibraryCommand {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String way;
    private final List<Phase> phases;

    @Option(names = "--to", required = true, paramLabel = "PHASE", description = "One of the phases above.")
    @SuppressWarnings("NullAway.Init") // required
    private String to;

    MultiuserMove(String way, Phase... phases) {
        this.way = way;
        this.phases = List.of(phases);
    }

    abstract PhaseChange move(Phases phases, Phase phase);

    /** What a running server is asked for. */
    Map<String, ?> request(Phase phase) {
        return Map.of("to", phase.code());
    }

    /** What has to be said before it is done. */
    void warn(Phase phase) {}

    @Override
    public final Integer call() {
        var phase = phase();
        warn(phase);
        var change = RunningServer.find(directory())
                .map(server -> server.post("/multiuser/" + way, request(phase)))
                .orElseGet(() -> directly(phase));
        print(change, () -> printText(change));
        return ExitCode.DONE;
    }

    private Phase phase() {
        return Phase.find(to)
                .filter(phases::contains)
                .orElseThrow(() -> new ParameterException(
                        spec().commandLine(),
                        "--to is \"%s\": it must be one of %s."
                                .formatted(to, phases.stream().map(Phase::code).collect(Collectors.joining(", ")))));
    }

    private JsonNode directly(Phase phase) {
        try (var library = OpenLibrary.open(settings(), name())) {
            return JSON.valueToTree(move(library.phases(), phase).tree());
        }
    }

    private void printText(JsonNode change) {
        var phase = change.path("phase_name").asString("");
        var from = change.path("from").asString("");
        boolean changed = change.path("changed").asBoolean();
        out().println(
                        changed
                                ? "The server went from %s to %s.".formatted(from, phase)
                                : "The server was in the phase %s already.".formatted(phase));
        out().println(change.path("who_sees_what").asString(""));
        if (changed && from.equals("single")) {
            out().println("An admin looks after accounts: imalink multiuser claim, or imalink user add --admin.");
        }
    }
}
