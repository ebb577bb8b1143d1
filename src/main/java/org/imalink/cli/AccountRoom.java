package org.imalink.cli;

import java.time.InstantSource;
import org.imalink.account.AccountSettings;
import org.imalink.account.Accounts;
import org.imalink.account.Registration;
import org.imalink.account.SetupCode;
import org.imalink.account.SigningKeys;
import org.imalink.database.DatabaseLocation;

/** Puts the accounts of an open library together. */
final class AccountRoom {
    private AccountRoom() {}

    static Accounts open(OpenLibrary library, Registration registration, SetupCode setup) {
        return new Accounts(
                library.requests(), keys(library), new AccountSettings(registration), setup, InstantSource.system());
    }

    /** Beside a SQLite file that one server serves; in PostgreSQL, which several may share. */
    static SigningKeys keys(OpenLibrary library) {
        return switch (library.location()) {
            case DatabaseLocation.Sqlite sqlite ->
                SigningKeys.openFile(library.directory().signingKeys());
            case DatabaseLocation.Postgresql postgres -> SigningKeys.inDatabase(library.requests());
        };
    }

    /** While there is no admin: a new code for the first one. */
    static SetupCode setupCode(OpenLibrary library) {
        var file = library.directory().setupCode();
        return library.requests().read(Accounts::hasAdmin) ? SetupCode.none(file) : SetupCode.create(file);
    }
}
