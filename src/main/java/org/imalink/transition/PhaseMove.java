package org.imalink.transition;

import static org.imalink.database.schema.Tables.SERVER_STATE;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.imalink.access.Phase;
import org.imalink.access.PutAwayTimes;
import org.imalink.access.Standing;
import org.imalink.account.Actor;
import org.imalink.database.Database;
import org.imalink.database.Schema;
import org.imalink.database.Timestamps;
import org.imalink.operation.Audit;
import org.imalink.operation.Refusal;
import org.imalink.operation.RefusedException;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One move from phase to phase: one transaction, with the accounts that the phase needs. The file {@code multiuser.json} is
 * written in it, before it is committed, so that a move that ends half-way leaves a file that is ahead of the database and
 * never one behind it. Not for several threads at once.
 */
final class PhaseMove {
    private static final Logger LOG = LoggerFactory.getLogger(PhaseMove.class);

    private final Database database;
    private final Schema schema;
    private final MultiuserFile file;

    PhaseMove(Database database, MultiuserFile file) {
        this.database = database;
        this.schema = new Schema(database);
        this.file = file;
    }

    /** How it comes about. */
    enum Way {
        FORWARD("forward", true),
        BACK("back", false),
        BY_FILE("by multiuser.json", false);

        private final String key;
        private final boolean needsFile;

        Way(String key, boolean needsFile) {
            this.key = key;
            this.needsFile = needsFile;
        }

        /** As the audit trail has it. */
        String key() {
            return key;
        }

        /** Whether it is not made where the file cannot be written. */
        boolean needsFile() {
            return needsFile;
        }
    }

    /** Refuses a move that must not be made, as the transaction sees it in which it would be. */
    @FunctionalInterface
    interface Check {
        void accept(DSLContext tx, Phase from);
    }

    /**
     * Moves; where the server is in the phase already, only the file is written.
     *
     * @throws RefusedException when the check refuses it, or the file is changed meanwhile or cannot be written although it
     *     has to be
     */
    PhaseChange to(Phase to, Actor actor, Way way, Check check) {
        var before = file.read();
        try {
            return database.write(tx -> move(tx, actor, to, way, check, before));
        } catch (RuntimeException | Error failure) {
            putBack(before, FileContent.of(to).text(), failure);
            throw failure;
        }
    }

    private PhaseChange move(DSLContext tx, Actor actor, Phase to, Way way, Check check, Optional<String> fileBefore) {
        if (to != Phase.SINGLE && Schema.version(tx).tenancy() == 0) {
            schema.moveTenancy(tx, 1);
        }
        var before = lockStanding(tx);
        var from = before.phase();
        check.accept(tx, from);
        var after = standing(before, to);
        var lying = writeFile(way, fileBefore, FileContent.of(to).text());
        compareAndSet(tx, before, after, lying.map(MultiuserFile::digest).orElse(null));
        if (from != to) {
            keepTimes(tx, from, to);
            Audit.add(
                    tx,
                    actor.key(),
                    Audit.Action.PHASE_CHANGED,
                    Map.of("from", from.code(), "to", to.code(), "epoch", after.epoch(), "how", way.key()));
        }
        return new PhaseChange(from, after);
    }

    private static Standing standing(Standing before, Phase to) {
        var from = before.phase();
        int epoch = from == to ? before.epoch() : before.epoch() + 1;
        int viewEpoch = from.isShared() == to.isShared() ? before.viewEpoch() : epoch;
        return new Standing(to, epoch, viewEpoch, before.accountVersion());
    }

    /** Libraries that are put away stand still until they are back. */
    private static void keepTimes(DSLContext tx, Phase from, Phase to) {
        if (to.isShared() && !from.isShared()) {
            PutAwayTimes.begin(tx, Timestamps.now());
        } else if (from.isShared() && !to.isShared()) {
            PutAwayTimes.end(tx, Timestamps.now());
        }
    }

    /** So that two servers on one PostgreSQL go one after the other; on SQLite a writer is alone anyway. */
    private Standing lockStanding(DSLContext tx) {
        switch (database.engine()) {
            case SQLITE -> {}
            case POSTGRESQL ->
                tx.select(SERVER_STATE.ID).from(SERVER_STATE).forUpdate().fetchSingle();
        }
        return Standing.read(tx);
    }

    private static void compareAndSet(DSLContext tx, Standing before, Standing after, @Nullable String digest) {
        int changed = tx.update(SERVER_STATE)
                .set(SERVER_STATE.PHASE, after.phase().number())
                .set(SERVER_STATE.EPOCH, after.epoch())
                .set(SERVER_STATE.VIEW_EPOCH, after.viewEpoch())
                .set(SERVER_STATE.MULTIUSER_DIGEST, digest)
                .where(SERVER_STATE.PHASE.eq(before.phase().number()))
                .and(SERVER_STATE.EPOCH.eq(before.epoch()))
                .execute();
        if (changed != 1) {
            throw new IllegalStateException("The phase changed although its row was locked");
        }
    }

    /** What lies there now. Going back never waits for a file: what could not be replaced is then no wish, until it changes. */
    private Optional<String> writeFile(Way way, Optional<String> before, String text) {
        if (!file.read().equals(before)) {
            throw new RefusedException(
                    Refusal.Kind.FILE_CHANGED,
                    "config/multiuser.json was changed at this moment, so that the phase was not. Try again.");
        }
        if (before.filter(text::equals).isPresent()) {
            return before;
        }
        try {
            file.write(text);
            return Optional.of(text);
        } catch (IOException e) {
            if (way.needsFile()) {
                throw new RefusedException(
                        new Refusal(Refusal.Kind.FILE_UNWRITABLE, Map.of("reason", String.valueOf(e.getMessage()))),
                        "config/multiuser.json cannot be written, so that the phase was not changed: " + e.getMessage(),
                        e);
            }
            LOG.warn("config/multiuser.json cannot be written, and counts as what it says now until it is: {}", "" + e);
            return before;
        }
    }

    /** The move did not happen. Where somebody else wrote the file, or it cannot be written, it is a wish at the next look. */
    private void putBack(Optional<String> before, String written, Throwable failure) {
        try {
            if (file.read().filter(written::equals).isPresent()) {
                file.putBack(before);
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
