package org.imalink.cli;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.imalink.access.Phase;
import org.imalink.operation.RefusedException;
import org.imalink.transition.TransitionTask;
import org.imalink.transition.Unclaimed;
import org.imalink.transition.WhoSeesWhat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** All the way forward, with one confirmation. */
@Command(
        name = "activate",
        header = "Go all the way: from now on people sign in, and each sees their own photos.",
        description = {
            "",
            "Looks whether anything stands in the way, makes a backup, rehearses the way on a copy, and then takes each step, "
                    + "proved row by row, while people go on. Where nobody has claimed the library of the single-user time, "
                    + "it asks for the name, e-mail and password of the person whose it is. Nothing is deleted, and "
                    + "imalink multiuser deactivate goes back at once.",
            "",
            "Examples:",
            "  imalink multiuser activate",
            "  imalink multiuser activate --yes --username kari --email kari@example.org --password-stdin < password.txt"
        })
final class MultiuserActivate extends TransitionCommand {
    /** What a claim mends. */
    private static final Set<String> MENDED = Set.of("unclaimed", "no_admin");

    @Option(names = "--yes", description = "Do not ask whether to go on.")
    private boolean yes;

    @Option(names = "--username", paramLabel = "NAME", description = "Who claims the library, where nobody has.")
    private @Nullable String username;

    @Option(names = "--email", paramLabel = "E-MAIL", description = "Their e-mail address.")
    private @Nullable String email;

    @Option(names = "--password-stdin", description = "Read their password from the standard input: its first line.")
    private boolean passwordFromStdin;

    @Option(
            names = "--leave-unowned",
            description = "Leave the library of the single-user time to nobody: nobody sees it then.")
    private boolean leaveUnowned;

    @Override
    public Integer call() {
        var preflight = preflight();
        printFindings(err(), preflight);
        boolean needsClaim = !leaveUnowned && stopping(preflight, MENDED::contains);
        if (stopping(preflight, code -> !MENDED.contains(code))) {
            throw new RefusedException(
                    "Something stands in the way, and nothing was changed. See what to do about it above.");
        }
        var person = needsClaim ? Optional.of(person()) : Optional.<AccountDesk.NewPerson>empty();
        if (!yes) {
            confirm("From then on: " + WhoSeesWhat.in(Phase.ACTIVE));
        }
        person.ifPresent(this::claim);
        var change = perform(new TransitionTask.Activate(leaveUnowned ? Unclaimed.LEAVE : Unclaimed.REFUSE));
        print(change, () -> printChange(change));
        return ExitCode.DONE;
    }

    private static boolean stopping(JsonNode preflight, Predicate<String> codes) {
        return preflight
                .path("findings")
                .valueStream()
                .filter(finding -> finding.path("weight").asString("").equals("stops"))
                .anyMatch(finding -> codes.test(finding.path("code").asString("")));
    }

    private AccountDesk.NewPerson person() {
        return new AccountDesk.NewPerson(
                username == null ? ask("Whose is the library? Their username: ", "--username") : username,
                email == null ? ask("Their e-mail: ", "--email") : email,
                null,
                PasswordPrompt.read(passwordFromStdin));
    }

    private static String ask(String question, String option) {
        var console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new RefusedException(
                    "Nobody has claimed the library of the single-user time, and there is no terminal to ask on. Give %s."
                            .formatted(option));
        }
        var answer = console.readLine("%s", question);
        if (answer == null || answer.isBlank()) {
            throw new RefusedException("Nothing was typed, and nothing was changed.");
        }
        return answer.strip();
    }

    /** There are accounts from the first phase on, which shows nobody anything else. */
    private void claim(AccountDesk.NewPerson person) {
        perform(new TransitionTask.Advance(Phase.FOUNDATION, Unclaimed.REFUSE));
        var server = server();
        if (server.isPresent()) {
            new RemoteAccountDesk(server.get()).claim(person);
            return;
        }
        try (var library = OpenLibrary.open(settings(), name());
                var desk = LocalAccountDesk.open(library)) {
            desk.claim(person);
        }
    }
}
