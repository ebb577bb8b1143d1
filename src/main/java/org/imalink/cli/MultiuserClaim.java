package org.imalink.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Makes the library of the single-user time an account's own. */
@Command(
        name = "claim",
        header = "Make the library of the single-user time yours.",
        description = {
            "",
            "You become the first user: with a name, an e-mail and a password, and as an admin. No photo moves. With "
                    + "--undo the library belongs to the system user again, and your sign-ins end.",
            "",
            "Examples:",
            "  imalink multiuser claim --username kari --email kari@example.org",
            "  imalink multiuser claim --username kari --email kari@example.org --password-stdin < password.txt",
            "  imalink multiuser claim --undo"
        })
final class MultiuserClaim extends AccountCommand {
    @Option(
            names = "--username",
            paramLabel = "NAME",
            description = "Your username: 3 to 50 letters, digits, \".\", \"-\", \"_\".")
    private @Nullable String username;

    @Option(names = "--email", paramLabel = "E-MAIL", description = "Your e-mail address.")
    private @Nullable String email;

    @Option(names = "--display-name", paramLabel = "TEXT", description = "How others see your name.")
    private @Nullable String displayName;

    @Option(names = "--password-stdin", description = "Read the password from the standard input: its first line.")
    private boolean passwordFromStdin;

    @Option(names = "--undo", description = "Take the claim back.")
    private boolean undo;

    @Override
    int run(AccountDesk desk) {
        if (undo) {
            desk.unclaim();
            print(Map.of("claimed", false), () -> out().println("The library belongs to the system user again."));
            return ExitCode.DONE;
        }
        if (username == null || email == null) {
            throw new ParameterException(spec().commandLine(), "claim needs --username and --email, or --undo.");
        }
        var person = new AccountDesk.NewPerson(username, email, displayName, PasswordPrompt.read(passwordFromStdin));
        var user = desk.claim(person);
        print(user, () -> out().printf("The library belongs to %s now, who is an admin.%n", text(user, "username")));
        return ExitCode.DONE;
    }
}
