package org.imalink.transition;

import static org.imalink.database.schema.Tables.JOBS;
import static org.imalink.transition.PreflightFinding.Weight.STOPS;
import static org.imalink.transition.PreflightFinding.Weight.TELLS;
import static org.imalink.transition.PreflightFinding.Weight.WARNS;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.imalink.access.Libraries;
import org.imalink.access.Standing;
import org.imalink.account.Accounts;
import org.imalink.database.Database;
import org.imalink.library.Contributions;
import org.imalink.library.SearchIndexCheck;
import org.imalink.operation.Backups;
import org.imalink.operation.DataDirectory;
import org.imalink.operation.LibraryCheck;
import org.imalink.operation.LibraryCheck.Depth;
import org.imalink.operation.Progress;
import org.imalink.operation.jobs.JobState;
import org.jooq.DSLContext;

/** Looks whether the server can go all the way forward, and what somebody should know of it first. Changes nothing. */
final class Preflight {
    /** A backup, the copy of a rehearsal, and what its tables and their log grow by meanwhile. */
    private static final int COPIES = 4;

    private final Database database;
    private final DataDirectory directory;
    private final Backups backups;
    private final Phases phases;
    private final boolean isReachable;

    /** @param isReachable whether other machines than this one reach the server */
    Preflight(Database database, DataDirectory directory, Backups backups, Phases phases, boolean isReachable) {
        this.database = database;
        this.directory = directory;
        this.backups = backups;
        this.phases = phases;
        this.isReachable = isReachable;
    }

    /** @param unclaimed what becomes of the library of the single-user time where nobody has claimed it */
    PreflightReport look(Unclaimed unclaimed, Progress progress) {
        phases.look();
        var findings = new ArrayList<PreflightFinding>();
        wish(findings);
        space(findings);
        if (isReachable) {
            findings.add(new PreflightFinding(
                    WARNS,
                    "reachable",
                    Map.of(),
                    "Other machines reach this server, and people will send it their passwords.",
                    "See to it that they reach it by https only: see docs/security.md."));
        }
        database.read(tx -> {
            people(tx, unclaimed, findings);
            imports(tx, findings);
            return tx;
        });
        soundness(findings, progress);
        return new PreflightReport(findings);
    }

    private void wish(List<PreflightFinding> findings) {
        phases.wish()
                .ifPresent(sentence -> findings.add(new PreflightFinding(
                        STOPS,
                        "file_wish",
                        Map.of("sentence", sentence),
                        sentence,
                        "What is decided here would be undone or asked for again by that file.")));
    }

    private void space(List<PreflightFinding> findings) {
        long needed = COPIES * backups.spaceNeeded(database) >> 20;
        long free = backups.spaceFree() >> 20;
        if (free < needed) {
            findings.add(new PreflightFinding(
                    STOPS,
                    "no_room",
                    Map.of("needed_mb", needed, "free_mb", free),
                    "A backup and a rehearsal may need %d MB beside the database, and %d MB are free."
                            .formatted(needed, free),
                    "Make room, or delete backups that are not needed: imalink backup list."));
        }
    }

    private static void people(DSLContext tx, Unclaimed unclaimed, List<PreflightFinding> findings) {
        var accounts = Accounts.overview(tx);
        if (!accounts.hasAdmin()) {
            findings.add(new PreflightFinding(
                    STOPS,
                    "no_admin",
                    Map.of(),
                    "There is no admin who could look after accounts once everybody has to sign in.",
                    "Make one: imalink multiuser claim, or imalink user add NAME --email E --admin."));
        }
        if (!accounts.isClaimed() && SignInCheck.hasPhotos(tx)) {
            findings.add(new PreflightFinding(
                    unclaimed == Unclaimed.REFUSE ? STOPS : WARNS,
                    "unclaimed",
                    Map.of(),
                    "The library of the single-user time belongs to nobody who can sign in, and nobody could see its photos any"
                            + " more.",
                    "Claim it: imalink multiuser claim --username NAME --email E. Or leave it with --leave-unowned."));
        }
        if (Standing.read(tx).phase().isShared()) {
            Contributions.perMember(tx)
                    .forEach((name, count) -> findings.add(new PreflightFinding(
                            TELLS,
                            "contributions",
                            Map.of("name", name, "count", count),
                            "%s added %d photos while the library was shared.".formatted(name, count),
                            "They stay in the library of the single-user time.")));
        }
    }

    private static void imports(DSLContext tx, List<PreflightFinding> findings) {
        int running = tx.fetchCount(
                JOBS,
                JOBS.STATE.in(JobState.QUEUED.code(), JobState.RUNNING.code()),
                Libraries.inUse(tx, JOBS.USER_ID));
        if (running > 0) {
            findings.add(new PreflightFinding(
                    TELLS,
                    "imports",
                    Map.of("count", running),
                    "%d imports are not done yet.".formatted(running),
                    "They go on, into the library that they began with."));
        }
    }

    private void soundness(List<PreflightFinding> findings, Progress progress) {
        var report = new LibraryCheck(database, directory, new SearchIndexCheck()).run(Depth.USUAL, progress);
        if (!report.clean()) {
            var first = report.findings().getFirst();
            findings.add(new PreflightFinding(
                    STOPS,
                    "losses",
                    Map.of("count", report.losses(), "first", first.problem()),
                    "Something in the library is lost or damaged (%d findings): %s"
                            .formatted(report.losses(), first.problem()),
                    "See what it is and what to do about it: imalink check."));
        }
    }
}
