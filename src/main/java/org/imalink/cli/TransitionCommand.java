package org.imalink.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.imalink.access.Phase;
import org.imalink.account.Actor;
import org.imalink.operation.Progress;
import org.imalink.operation.RefusedException;
import org.imalink.transition.TransitionTask;
import org.imalink.transition.Transitions;
import org.imalink.transition.Unclaimed;
import org.imalink.transition.WhoSeesWhat;
import org.imalink.transition.rehearsal.RecordedReads;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A command that goes forward or back: through the running server where there is one, else on the library itself. */
abstract class TransitionCommand extends LibraryCommand {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int BETWEEN_LOOKS_MILLISECONDS = 200;

    final Optional<RunningServer> server() {
        return RunningServer.find(directory());
    }

    /** What a task brought about, as a server answers it; shows how far it is meanwhile. */
    final JsonNode perform(TransitionTask task) {
        return withProgress(progress -> server().map(server -> follow(server, task, progress))
                .orElseGet(() -> directly(transitions -> transitions.perform(task, new Actor.Operator(), progress))));
    }

    /** The newest rehearsal, and what happened. */
    final JsonNode report() {
        return server().map(server -> server.get("/multiuser/report"))
                .orElseGet(() -> directly(transitions -> transitions.report().tree()));
    }

    /** What is found before the server goes forward. */
    final JsonNode preflight() {
        return withProgress(progress -> server().map(server -> server.get("/multiuser/preflight"))
                .orElseGet(() -> directly(transitions ->
                        transitions.preflight(Unclaimed.REFUSE, progress).tree())));
    }

    /** Goes back, having said first who will see what. */
    final JsonNode goBack(Phase to) {
        err().println("From then on: " + WhoSeesWhat.in(to));
        err().flush();
        return server().map(server -> server.post("/multiuser/retreat", Map.of("to", to.code())))
                .orElseGet(() -> {
                    try (var library = OpenLibrary.open(settings(), name())) {
                        return JSON.valueToTree(library.phases()
                                .retreat(new Actor.Operator(), to)
                                .tree());
                    }
                });
    }

    private JsonNode directly(Function<Transitions, Map<String, ? extends @Nullable Object>> action) {
        try (var library = OpenLibrary.open(settings(), name());
                var transitions = library.transitions(library.phases(), settings(), new RecordedReads(), false);
                var _ = new StopHook(Thread.currentThread())) {
            return JSON.valueToTree(action.apply(transitions));
        }
    }

    private static JsonNode follow(RunningServer server, TransitionTask task, Progress progress) {
        server.post("/multiuser/" + task.code(), request(task));
        var run = run(server);
        while (run.path("running").asBoolean()) {
            progress.report(
                    run.path("stage").asString(""),
                    run.path("done").asLong(),
                    run.path("total").asLong());
            pause();
            run = run(server);
        }
        if (run.path("outcome").isNull()) {
            throw new RefusedException(run.path("refusal").asString("The server has forgotten what it was asked for."));
        }
        return run.path("outcome");
    }

    private static JsonNode run(RunningServer server) {
        return server.get("/multiuser/run").path("run");
    }

    private static Map<String, ?> request(TransitionTask task) {
        return switch (task) {
            case TransitionTask.Advance(var to, var unclaimed) ->
                Map.of("to", to.code(), "leave_unowned", unclaimed == Unclaimed.LEAVE, "wait", false);
            case TransitionTask.Activate(var unclaimed) ->
                Map.of("confirm", true, "leave_unowned", unclaimed == Unclaimed.LEAVE);
            case TransitionTask.Rehearse() -> Map.of("confirm", true);
            case TransitionTask.Verify(var against) -> against == null ? Map.of() : Map.of("against", against);
            case TransitionTask.Lower(int level) -> Map.of("to_level", level, "wait", false);
        };
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException("Interrupted; the server goes on. See: imalink multiuser status", e);
        }
    }

    /** Prints what was found before the server goes forward. */
    static void printFindings(PrintWriter to, JsonNode preflight) {
        preflight
                .path("findings")
                .valueStream()
                .forEach(finding -> to.printf(
                        "%s: %s %s%n",
                        finding.path("weight").asString(""),
                        finding.path("problem").asString(""),
                        finding.path("remedy").asString("")));
        to.flush();
    }

    /** Prints a change of the phase, as a server answers it. */
    final void printChange(JsonNode change) {
        var phase = change.path("phase_name").asString("");
        var from = change.path("from").asString("");
        boolean changed = change.path("changed").asBoolean();
        out().println(
                        changed
                                ? "The server went from %s to %s.".formatted(from, phase)
                                : "The server was in the phase %s already.".formatted(phase));
        out().println(change.path("who_sees_what").asString(""));
        if (changed && from.equals("single") && phase.equals("foundation")) {
            out().println("An admin looks after accounts: imalink multiuser claim, or imalink user add --admin.");
        }
    }

    /**
     * Has a person say yes on the terminal.
     *
     * @throws RefusedException when they do not, or there is no terminal to ask on
     */
    final void confirm(String question) {
        err().println(question);
        err().flush();
        var console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new RefusedException("There is no terminal to ask on, and nothing was changed. To do it: --yes");
        }
        var answer = console.readLine("Go on? [y/N] ");
        if (answer == null || !answer.strip().equalsIgnoreCase("y")) {
            throw new RefusedException("Nothing was changed.");
        }
    }
}
