package org.imalink.account;

import java.nio.file.Path;
import org.imalink.database.Database;
import org.imalink.operation.RefusedException;

/**
 * By what tokens are signed: the newest key signs, older ones are still believed until nothing that they signed can be alive
 * any more. Made at first use. Thread-safe.
 */
public final class SigningKeys {
    private SigningKeys() {}

    /** In a file that only its owner can read; for a library in a SQLite file. */
    public static SigningKeys openFile(Path file) {
        throw new UnsupportedOperationException();
    }

    /** In the database, where several servers may share it; for PostgreSQL. */
    public static SigningKeys inDatabase(Database database) {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes a new key that signs from now on. Nobody is signed out. Other servers on the same keys believe it as soon as they
     * meet it.
     *
     * @throws RefusedException when the file cannot be read or written
     * @throws AccountException.NoAccounts in the database, where there are no accounts
     */
    public void rotate() {
        throw new UnsupportedOperationException();
    }
}
