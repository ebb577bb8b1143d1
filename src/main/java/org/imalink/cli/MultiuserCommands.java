package org.imalink.cli;

import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.imalink.access.Phase;
import org.imalink.access.Standing;
import org.imalink.account.AccountException;
import org.imalink.account.Accounts;
import org.imalink.account.Actor;
import org.imalink.account.SigningKeys;
import org.imalink.database.Database;
import org.imalink.database.DatabaseLocation;
import org.imalink.database.Schema;
import org.imalink.operation.Audit;
import org.imalink.operation.DataDirectory;
import org.imalink.operation.RefusedException;
import org.imalink.transition.PhaseChange;
import org.imalink.transition.Phases;
import org.imalink.transition.Unclaimed;
import org.imalink.transition.WhoSeesWhat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How far the server is towards several users, and the way there and back. */
@Command(
        name = "multiuser",
        header = "Let several people use the library, or one person again.",
        description = {
            "",
            "A server goes towards several users in phases, while it runs: single (nobody has an account), foundation "
                    + "(people can have accounts; nothing else is different), dual (what somebody adds while signed in is "
                    + "remembered as theirs), scoped (who is signed in has a library of their own; without an account there is "
                    + "the one of before) and active (nothing is shown without an account). Each step can be taken back, and "
                    + "nothing is lost."
        },
        subcommands = {
            MultiuserCommands.Status.class,
            MultiuserCommands.Advance.class,
            MultiuserCommands.Retreat.class,
            MultiuserCommands.Down.class,
            MultiuserVerify.class,
            MultiuserClaim.class,
            MultiuserCommands.RotateKeys.class
        },
        footer = {
            "  imalink multiuser status",
            "  imalink multiuser advance --to foundation",
            "  imalink multiuser retreat --to single"
        })
final class MultiuserCommands extends CommandGroup {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static Phases phases(OpenLibrary library) {
        return new Phases(library.database(), library.directory().multiuserFile());
    }

    private static Map<String, @Nullable Object> json(Standing standing) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("phase", standing.phase().number());
        json.put("phase_name", standing.phase().code());
        json.put("epoch", standing.epoch());
        return json;
    }

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
    static final class Status extends LibraryCommand {
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
                if (!status.path("file_wish").isNull()) {
                    out().println(status.path("file_wish").asString(""));
                }
            });
            return ExitCode.DONE;
        }

        private JsonNode look() {
            try (var library = OpenLibrary.open(settings(), name())) {
                var phases = phases(library);
                phases.look();
                return JSON.valueToTree(library.database().read(tx -> {
                    var json = json(Standing.read(tx));
                    var accounts = Accounts.overview(tx);
                    json.put("tenancy_level", Schema.version(tx).tenancy());
                    json.put("farthest", Phase.FARTHEST.code());
                    json.put("has_admin", accounts.hasAdmin());
                    json.put("is_claimed", accounts.isClaimed());
                    json.put("users", accounts.activeUsers());
                    json.put("registration", settings().registration().code());
                    json.put("file_wish", phases.wish().orElse(null));
                    return json;
                }));
            }
        }
    }

    /** Goes to one of some phases, through the running server where there is one. */
    abstract static class Move extends LibraryCommand {
        private final String way;
        private final List<Phase> phases;

        @Option(names = "--to", required = true, paramLabel = "PHASE", description = "One of the phases above.")
        @SuppressWarnings("NullAway.Init") // required
        private String to;

        Move(String way, Phase... phases) {
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
                                    .formatted(
                                            to, phases.stream().map(Phase::code).collect(Collectors.joining(", ")))));
        }

        private JsonNode directly(Phase phase) {
            try (var library = OpenLibrary.open(settings(), name())) {
                var change = move(phases(library), phase);
                var json = json(change.standing());
                json.put("from", change.from().code());
                json.put("changed", change.changed());
                json.put("who_sees_what", change.whoSeesWhat());
                return JSON.valueToTree(json);
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

    @Command(
            name = "advance",
            header = "Go forward to a phase, also while the server runs.",
            description = {
                "",
                "foundation: people can have accounts. dual: what they add while signed in is remembered as theirs. Until then, "
                        + "who sees which photos stays the same. scoped: who is signed in sees their own photos only, and "
                        + "everybody still sees those of the single-user time without an account; every row is given an owner "
                        + "first and proved to be the same. active: nothing is shown without an account. Nobody is interrupted.",
                "",
                "Examples:",
                "  imalink multiuser advance --to foundation",
                "  imalink multiuser advance --to scoped --json"
            })
    static final class Advance extends Move {
        @Option(
                names = "--leave-unowned",
                description =
                        "Go to active although nobody has claimed the library of the single-user time: nobody sees it then.")
        private boolean leaveUnowned;

        Advance() {
            super("advance", Phase.FOUNDATION, Phase.DUAL, Phase.SCOPED, Phase.ACTIVE);
        }

        @Override
        Map<String, ?> request(Phase phase) {
            return Map.of("to", phase.code(), "leave_unowned", leaveUnowned);
        }

        @Override
        PhaseChange move(Phases phases, Phase phase) {
            return phases.advance(new Actor.Operator(), phase, leaveUnowned ? Unclaimed.LEAVE : Unclaimed.REFUSE);
        }
    }

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
    static final class Retreat extends Move {
        Retreat() {
            super("retreat", Phase.SINGLE, Phase.FOUNDATION, Phase.DUAL, Phase.SCOPED);
        }

        @Override
        void warn(Phase phase) {
            err().println("From then on: " + WhoSeesWhat.in(phase));
            err().flush();
        }

        @Override
        PhaseChange move(Phases phases, Phase phase) {
            return phases.retreat(new Actor.Operator(), phase);
        }
    }

    @Command(
            name = "down",
            header = "Prepare the database for an ImaLink that does not know several libraries, or no accounts.",
            description = {
                "",
                "Level 1: rows have no owners any more; photos of everybody but user 1 are parked in the database. Level 0: the "
                        + "accounts are parked too. Nothing is lost: going forward again brings all back, and both ways are "
                        + "proved row by row. Going back to an earlier phase never needs this.",
                "",
                "Examples:",
                "  imalink multiuser down --to-level 1 --yes",
                "  imalink multiuser down --to-level 0 --yes"
            })
    static final class Down extends LibraryCommand {
        @Option(names = "--to-level", required = true, paramLabel = "LEVEL", description = "1 or 0.")
        private int level;

        @Option(names = "--yes", description = "Do it; without this, nothing is done.")
        private boolean yes;

        @Override
        public Integer call() {
            if (level != 0 && level != 1) {
                throw new ParameterException(
                        spec().commandLine(), "--to-level is %d: it must be 1 or 0.".formatted(level));
            }
            if (!yes) {
                throw new RefusedException(
                        "This parks what everybody but user 1 has until the server goes forward again. Nothing was changed."
                                + " To do it: imalink multiuser down --to-level " + level + " --yes");
            }
            var answer = RunningServer.find(directory())
                    .map(server -> server.post("/multiuser/down", Map.of("to_level", level)))
                    .orElseGet(this::directly);
            print(
                    answer,
                    () -> out().printf(
                                    "The database is at tenancy level %d.%n",
                                    answer.path("tenancy_level").asInt()));
            return ExitCode.DONE;
        }

        private JsonNode directly() {
            try (var library = OpenLibrary.open(settings(), name())) {
                return JSON.valueToTree(Map.of("tenancy_level", phases(library).lower(new Actor.Operator(), level)));
            }
        }
    }

    @Command(
            name = "rotate-keys",
            header = "Make a new key by which sign-ins are signed; nobody is signed out.",
            description = {
                "",
                "Where somebody may have seen the key. A running server takes the new one up by itself. With --json nothing but "
                        + "the fact is printed: keys are never shown.",
                "",
                "Examples:",
                "  imalink multiuser rotate-keys"
            })
    static final class RotateKeys extends LibraryCommand {
        @Override
        public Integer call() {
            var directory = directory();
            try {
                rotate(settings().database(directory), directory);
            } catch (AccountException e) {
                throw new RefusedException(String.valueOf(e.getMessage()), e);
            }
            print(Map.of("rotated", true), () -> out().println("There is a new key. Nobody was signed out."));
            return ExitCode.DONE;
        }

        /** Without taking the library, which a running server may hold. */
        private static void rotate(DatabaseLocation location, DataDirectory directory) {
            if (location instanceof DatabaseLocation.Sqlite(var file) && !Files.exists(file)) {
                throw new RefusedException("There is no library at " + file + ".");
            }
            try (var database = Database.open(location)) {
                var keys = switch (location) {
                    case DatabaseLocation.Sqlite sqlite -> SigningKeys.openFile(directory.signingKeys());
                    case DatabaseLocation.Postgresql postgresql -> SigningKeys.inDatabase(database);
                };
                keys.rotate();
                database.write(tx -> {
                    Audit.add(tx, Audit.Action.KEYS_ROTATED, Map.of());
                    return keys;
                });
            }
        }
    }
}
