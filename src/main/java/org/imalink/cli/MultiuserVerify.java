package org.imalink.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.imalink.database.DatabaseLocation;
import org.imalink.operation.Backups;
import org.imalink.operation.DataDirectory;
import org.imalink.operation.Progress;
import org.imalink.operation.RefusedException;
import org.imalink.operation.verify.Finding;
import org.imalink.operation.verify.LibraryVerification;
import org.imalink.operation.verify.LibraryVerification.Verdict;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Verifies a library from outside. */
@Command(
        name = "verify",
        header = "Verify that everybody's rows are there, by other means than those that move them.",
        description = {
            "",
            "Alone: is the database sound, does every row belong to somebody and to the same one as its photo, is everything "
                    + "there that keeps owners apart (triggers, unique indexes), has every photo its hotpreview with the bytes "
                    + "that its hothash stands for, are the files of coldpreviews there, does the phase fit the database.",
            "",
            "With --against: every row of a backup is held against the database, whatever tenancy level each is at. Rows "
                    + "without an owner count as user 1's, parked ones as their owners'. Each row that differs is named: "
                    + "missing, changed, of another owner, or added.",
            "",
            "What people did since the backup differs too, and is accounted for where it left a trace: an edit has a later "
                    + "updated_at, a photo that was deleted for good has left its files' SHA-256 behind, the trash has its "
                    + "time, a new row has an id that was not given out before, and what hangs on a row goes with it. Whatever "
                    + "leaves no trace is an alarm, so that somebody asks: deleting an author, an import session, a storage, "
                    + "or a photo whose files the server never read; and words that a scan took from a changed file of a photo "
                    + "that nobody had edited. An owner never changes, and a time that moved by whole quarters of an hour is "
                    + "an alarm whatever else was edited.",
            "",
            "Not compared: sign-ins and codes, which end by themselves. Reads one snapshot, writes nothing, and may run while "
                    + "the server does; without one, none can start meanwhile.",
            "",
            "Examples:",
            "  imalink multiuser verify",
            "  imalink multiuser verify --against latest",
            "  imalink multiuser verify --against imalink.db.backup.20261122_101500 --json | jq .alarms"
        },
        exitCodeList = {
            "0:All is accounted for.",
            "1:There are alarms, or the verification itself failed.",
            "2:Not understood: see the usage.",
            "3:Refused, with the reason."
        })
final class MultiuserVerify extends LibraryCommand {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_ACCOUNTED = 100;

    @Option(
            names = "--against",
            paramLabel = "BACKUP",
            description = "Which backup, as \"backup list\" has it, or latest.")
    private @Nullable String backup;

    private boolean isBegun;
    private long accounted;

    @Override
    public Integer call() {
        var directory = directory();
        var location = settings().database(directory);
        try (var held = Held.where(directory, location, name())) {
            var verdict = withProgress(progress -> verify(location, directory, held.isHeld(), progress));
            conclude(verdict);
            return verdict.isGood() ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    /** The library, where nobody else had it; beside a server that has it one may read. */
    private record Held(Optional<OpenLibrary.Holding> holding) implements AutoCloseable {
        static Held where(DataDirectory directory, DatabaseLocation location, String command) {
            if (location instanceof DatabaseLocation.Postgresql) {
                return new Held(Optional.empty());
            }
            var held = new Held(take(directory, location, command));
            try {
                if (held.isHeld()) {
                    OpenLibrary.prepare(directory, location);
                }
                return held;
            } catch (RuntimeException e) {
                held.close();
                throw e;
            }
        }

        private static Optional<OpenLibrary.Holding> take(
                DataDirectory directory, DatabaseLocation location, String command) {
            try {
                return Optional.of(OpenLibrary.Holding.take(directory, location, command));
            } catch (RefusedException e) {
                return Optional.empty();
            }
        }

        boolean isHeld() {
            return holding.isPresent();
        }

        @Override
        public void close() {
            holding.ifPresent(OpenLibrary.Holding::close);
        }
    }

    private Verdict verify(DatabaseLocation location, DataDirectory directory, boolean isAlone, Progress progress) {
        Consumer<Finding> teller = wantsJson() ? this::printJson : this::printText;
        var verification = new LibraryVerification(location, directory, isAlone, teller);
        return backup == null
                ? verification.alone(progress)
                : verification.against(Backups.of(location, directory).find(backup), progress);
    }

    /** Alarms are all told; of the rest as much as somebody reads. */
    private void printText(Finding finding) {
        if (!finding.isAlarm() && accounted++ >= MOST_ACCOUNTED) {
            return;
        }
        out().printf(
                        "%s: %s%s%s %s.%n",
                        finding.isAlarm() ? "alarm" : "accounted",
                        finding.table().isEmpty() ? "the database" : finding.table(),
                        finding.row().isEmpty() ? "" : " " + finding.row(),
                        finding.owner() == null ? "" : " of user " + finding.owner(),
                        finding.text());
        out().flush();
    }

    private void printJson(Finding finding) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("alarm", finding.isAlarm());
        json.put("kind", finding.kind().name().toLowerCase(Locale.ROOT));
        json.put("table", finding.table());
        json.put("row", finding.row());
        json.put("owner", finding.owner());
        json.put("text", finding.text());
        begin(",");
        out().print(JSON.writeValueAsString(json));
    }

    /** The list is written as it is found: it may be longer than fits into memory. */
    private void begin(String otherwise) {
        out().print(isBegun ? otherwise : "{\"findings\":[");
        isBegun = true;
    }

    private void conclude(Verdict verdict) {
        if (wantsJson()) {
            var rest = JSON.writeValueAsString(Map.of(
                    "good", verdict.isGood(),
                    "level", verdict.level(),
                    "rows", verdict.rows(),
                    "alarms", verdict.alarms(),
                    "accounted", verdict.accounted()));
            begin("");
            out().println("]," + rest.substring(1));
        } else {
            if (accounted > MOST_ACCOUNTED) {
                out().printf(
                                "... and %,d more that are accounted for; --json lists them all.%n",
                                accounted - MOST_ACCOUNTED);
            }
            out().println(text(verdict));
        }
        out().flush();
    }

    private String text(Verdict verdict) {
        var compared = backup == null ? "" : "%,d rows of the backup were compared. ".formatted(verdict.rows());
        if (!verdict.isGood()) {
            return "%s%d alarms, and %d findings that are accounted for. Keep the backup, and look at each alarm before you go on."
                    .formatted(compared, verdict.alarms(), verdict.accounted());
        }
        return verdict.accounted() == 0
                ? compared + (backup == null ? "The library is sound." : "Nothing differs.")
                : "%sAll is accounted for; %d findings say what is different.".formatted(compared, verdict.accounted());
    }
}
