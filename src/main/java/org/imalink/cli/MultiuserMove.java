package org.imalink.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.imalink.access.Phase;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import tools.jackson.databind.JsonNode;

/** Goes to one of some phases. */
abstract class MultiuserMove extends TransitionCommand {
    private final List<Phase> phases;

    @Option(names = "--to", required = true, paramLabel = "PHASE", description = "One of the phases above.")
    @SuppressWarnings("NullAway.Init") // required
    private String to;

    MultiuserMove(Phase... phases) {
        this.phases = List.of(phases);
    }

    /** What came of it, as a server answers it. */
    abstract JsonNode move(Phase phase);

    @Override
    public final Integer call() {
        var change = move(phase());
        print(change, () -> printChange(change));
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
}
