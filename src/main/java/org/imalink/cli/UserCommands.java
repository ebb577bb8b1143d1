package org.imalink.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.imalink.account.Role;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.JsonNode;

/** Everything about accounts. */
@Command(
        name = "user",
        header = "Add, list and look after people's accounts.",
        description = {
            "",
            "Accounts are there from the phase \"foundation\" on: imalink multiuser advance --to foundation. Each command "
                    + "works while the server runs and while it does not, and takes effect at once. People are named by "
                    + "their username or their e-mail."
        },
        subcommands = {
            UserCommands.Add.class,
            UserCommands.ListAll.class,
            UserCommands.Disable.class,
            UserCommands.Enable.class,
            UserCommands.Password.class,
            UserCommands.SetRole.class,
            UserCommands.Grant.class,
            UserCommands.Sessions.class
        },
        footer = {
            "  imalink user add kari --email kari@example.org --admin",
            "  imalink user list",
            "  imalink user disable ola"
        })
final class UserCommands extends CommandGroup {
    @Command(
            name = "add",
            header = "Add an account.",
            description = {
                "",
                "Asks for the password on the terminal, unseen, or reads it with --password-stdin. It needs at least 8 "
                        + "characters and must not be a common one; a sentence is best.",
                "",
                "Examples:",
                "  imalink user add kari --email kari@example.org",
                "  imalink user add kari --email kari@example.org --admin --password-stdin < password.txt"
            })
    static final class Add extends AccountCommand {
        @Parameters(paramLabel = "NAME", description = "The username: 3 to 50 letters, digits, \".\", \"-\" and \"_\".")
        private String username = "";

        @Option(names = "--email", required = true, paramLabel = "E-MAIL", description = "Their e-mail address.")
        private String email = "";

        @Option(names = "--display-name", paramLabel = "TEXT", description = "How others see their name.")
        private @Nullable String displayName;

        @Option(names = "--admin", description = "They look after accounts and phases too. It shows nobody's photos.")
        private boolean admin;

        @Option(names = "--importer", description = "They may import folders of the server's machine.")
        private boolean importer;

        @Option(names = "--password-stdin", description = "Read the password from the standard input: its first line.")
        private boolean passwordFromStdin;

        @Override
        int run(AccountDesk desk) {
            var person =
                    new AccountDesk.NewPerson(username, email, displayName, PasswordPrompt.read(passwordFromStdin));
            var user = desk.add(person, admin ? Role.ADMIN : Role.MEMBER, importer);
            print(user, () -> out().printf("Added %s (%s).%n", text(user, "username"), text(user, "role")));
            return ExitCode.DONE;
        }
    }

    @Command(
            name = "list",
            header = "List the accounts.",
            description = {"", "Examples:", "  imalink user list", "  imalink user list --json"})
    static final class ListAll extends AccountCommand {
        @Override
        int run(AccountDesk desk) {
            var users = desk.users();
            print(Map.of("users", users), () -> {
                out().printf(
                                "%-6s%-24s%-32s%-8s%-10s%-8s%s%n",
                                "id", "name", "e-mail", "role", "state", "signed", "last");
                users.forEach(this::printLine);
            });
            return ExitCode.DONE;
        }

        private void printLine(JsonNode user) {
            out().printf(
                            "%-6d%-24s%-32s%-8s%-10s%-8d%s%n",
                            id(user),
                            text(user, "username"),
                            text(user, "email"),
                            text(user, "role"),
                            state(user),
                            user.path("sessions").asInt(),
                            text(user, "last_sign_in_at"));
        }

        private static String state(JsonNode user) {
            if (user.path("is_system").asBoolean()) {
                return "system";
            }
            return user.path("is_active").asBoolean() ? "active" : "disabled";
        }
    }

    /** A command on one account that is there. */
    abstract static class OnOne extends AccountCommand {
        @Parameters(paramLabel = "NAME", description = "The username or e-mail.")
        private String nameOrEmail = "";

        @Override
        final int run(AccountDesk desk) {
            run(desk, find(desk, nameOrEmail));
            return ExitCode.DONE;
        }

        abstract void run(AccountDesk desk, JsonNode user);

        final void change(AccountDesk desk, JsonNode user, AccountDesk.Change change, String done) {
            var changed = desk.change(id(user), change);
            print(changed, () -> out().printf(done + "%n", text(changed, "username")));
        }
    }

    @Command(
            name = "disable",
            header = "Disable an account: who has it is signed out at once and cannot sign in.",
            description = {"", "Photos are kept.", "", "Examples:", "  imalink user disable ola"})
    static final class Disable extends OnOne {
        @Override
        void run(AccountDesk desk, JsonNode user) {
            change(desk, user, new AccountDesk.Change(false, null, null), "Disabled %s, and ended every sign-in.");
        }
    }

    @Command(
            name = "enable",
            header = "Enable an account that was disabled.",
            description = {"", "Examples:", "  imalink user enable ola"})
    static final class Enable extends OnOne {
        @Override
        void run(AccountDesk desk, JsonNode user) {
            change(desk, user, new AccountDesk.Change(true, null, null), "Enabled %s.");
        }
    }

    @Command(
            name = "password",
            header = "Give an account a new password.",
            description = {
                "",
                "Ends every sign-in of the account.",
                "",
                "Examples:",
                "  imalink user password kari",
                "  imalink user password kari@example.org --password-stdin < password.txt"
            })
    static final class Password extends OnOne {
        @Option(names = "--password-stdin", description = "Read the password from the standard input: its first line.")
        private boolean passwordFromStdin;

        @Override
        void run(AccountDesk desk, JsonNode user) {
            desk.setPassword(id(user), PasswordPrompt.read(passwordFromStdin));
            var name = text(user, "username");
            print(
                    Map.of("id", id(user), "username", name),
                    () -> out().printf("%s has a new password; every sign-in has ended.%n", name));
        }
    }

    @Command(
            name = "role",
            header = "Make somebody an admin, or a member again.",
            description = {
                "",
                "Admins look after accounts and phases. It shows them nobody's photos. The last admin stays one.",
                "",
                "Examples:",
                "  imalink user role kari admin",
                "  imalink user role ola member"
            })
    static final class SetRole extends OnOne {
        @Parameters(index = "1", paramLabel = "ROLE", converter = RoleReader.class, description = "member or admin.")
        private Role role = Role.MEMBER;

        @Override
        void run(AccountDesk desk, JsonNode user) {
            var done = switch (role) {
                case MEMBER -> "%s is a member now.";
                case ADMIN -> "%s is an admin now.";
            };
            change(desk, user, new AccountDesk.Change(null, role, null), done);
        }
    }

    /** Roles as people type them. */
    static final class RoleReader implements ITypeConverter<Role> {
        @Override
        public Role convert(String typed) {
            return Arrays.stream(Role.values())
                    .filter(role -> role.code().equals(typed))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("it must be member or admin, not " + typed));
        }
    }

    @Command(
            name = "grant",
            header = "Let somebody import folders of the server's machine, or no longer.",
            description = {"", "Examples:", "  imalink user grant kari", "  imalink user grant kari --revoke"})
    static final class Grant extends OnOne {
        @Option(names = "--revoke", description = "Take the grant away.")
        private boolean revoke;

        @Override
        void run(AccountDesk desk, JsonNode user) {
            change(
                    desk,
                    user,
                    new AccountDesk.Change(null, null, !revoke),
                    revoke ? "%s may no longer import folders of the server." : "%s may import folders of the server.");
        }
    }

    @Command(
            name = "sessions",
            header = "List where somebody is signed in, or sign them out everywhere.",
            description = {"", "Examples:", "  imalink user sessions kari", "  imalink user sessions kari --end"})
    static final class Sessions extends OnOne {
        @Option(names = "--end", description = "End every sign-in.")
        private boolean end;

        @Override
        void run(AccountDesk desk, JsonNode user) {
            var signIns = desk.signIns(id(user));
            if (end) {
                desk.endSignIns(id(user));
            }
            print(Map.of("sessions", signIns, "ended", end), () -> {
                signIns.forEach(each -> out().printf(
                                "%-6d%-28s%-28s%s%n",
                                id(each), text(each, "client"), text(each, "address"), text(each, "last_used_at")));
                out().println(summary(text(user, "username"), signIns));
            });
        }

        private String summary(String name, List<JsonNode> signIns) {
            if (signIns.isEmpty()) {
                return name + " is not signed in.";
            }
            return end
                    ? name + " is signed out everywhere."
                    : "%s is signed in at %d place%s.".formatted(name, signIns.size(), signIns.size() == 1 ? "" : "s");
        }
    }
}
