package org.imalink.operation;

import static org.imalink.database.schema.Tables.SERVER_STATE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.imalink.database.Database;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices a database that somebody put back without {@link BackupRestore}, by copying a file over it. A file in the data
 * directory says how far {@code server_state.account_version} had come, which only ever grows; a database that has not come
 * as far is older than what was there, and its sign-ins end as those of a restored one do.
 *
 * <p>The version grows with each start of a server and with each backup, behind its snapshot, so that every backup and every
 * copy from before the last start can be told from what came after. The database is written first and the file after it: a
 * kill in between leaves a file that is behind, which says nothing. So does a missing one. Only for who holds the library's
 * lock.
 */
public final class PutBack {
    private static final Logger LOG = LoggerFactory.getLogger(PutBack.class);

    private final Path file;

    public PutBack(DataDirectory directory) {
        this.file = directory.seenVersion();
    }

    /**
     * Ends every sign-in of a database that is older than what was here, and leaves a row in the audit trail.
     *
     * @throws RefusedException when the file cannot be read or written
     */
    public void endSignInsOfOlder(Database database) {
        var seen = seen();
        if (seen.isEmpty() || database.read(PutBack::version) >= seen.getAsInt()) {
            return;
        }
        int ended = database.write(tx -> end(tx, seen.getAsInt()));
        write(seen.getAsInt() + 1);
        if (ended > 0) {
            LOG.warn(
                    "The database is older than the one that was here before: it was put back. Its {} sign-ins have ended",
                    ended);
        }
    }

    private static int end(DSLContext tx, int seen) {
        int ended = SignInEnd.ofRestored(tx);
        tx.update(SERVER_STATE)
                .set(SERVER_STATE.ACCOUNT_VERSION, seen + 1)
                .where(SERVER_STATE.ACCOUNT_VERSION.le(seen))
                .execute();
        if (ended > 0) {
            Audit.addOfMaintenance(tx, Audit.Action.SIGN_INS_ENDED, Map.of("count", ended, "reason", "restored"));
        }
        return ended;
    }

    /**
     * From now on, every copy that was made of the database until now is an older one.
     *
     * @throws RefusedException when the file cannot be written
     */
    public void outdateCopies(Database database) {
        synchronized (PutBack.class) { // a later version is not overwritten by an earlier one
            write(database.write(tx -> {
                tx.update(SERVER_STATE)
                        .set(SERVER_STATE.ACCOUNT_VERSION, SERVER_STATE.ACCOUNT_VERSION.plus(1))
                        .execute();
                return version(tx);
            }));
        }
    }

    private static int version(DSLContext tx) {
        return tx.select(SERVER_STATE.ACCOUNT_VERSION)
                .from(SERVER_STATE)
                .fetchSingle()
                .value1();
    }

    private OptionalInt seen() {
        try {
            return OptionalInt.of(Integer.parseInt(Files.readString(file).strip()));
        } catch (NoSuchFileException e) {
            return OptionalInt.empty();
        } catch (NumberFormatException e) {
            LOG.warn("{} is no number, and is written anew at the next start of a server", file);
            return OptionalInt.empty();
        } catch (IOException e) {
            throw new RefusedException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private void write(int version) {
        try {
            OwnerOnly.write(file, version + "\n");
        } catch (IOException e) {
            throw new RefusedException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
        }
    }
}
