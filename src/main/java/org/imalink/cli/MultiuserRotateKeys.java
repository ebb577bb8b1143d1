package org.imalink.cli;

import java.nio.file.Files;
import java.util.Map;
import org.imalink.account.AccountException;
import org.imalink.account.SigningKeys;
import org.imalink.database.Database;
import org.imalink.database.DatabaseLocation;
import org.imalink.operation.Audit;
import org.imalink.operation.DataDirectory;
import org.imalink.operation.RefusedException;
import picocli.CommandLine.Command;

/** Makes a new key for sign-ins. */
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
final class MultiuserRotateKeys extends LibraryCommand {
    @Override
    public Integer call() {
        var directory = directory();
        var location = settings().database(directory);
        if (location instanceof DatabaseLocation.Sqlite(var file) && !Files.exists(file)) {
            throw new RefusedException("There is no library at " + file + ".");
        }
        try {
            if (RunningServer.find(directory).isPresent()) {
                rotate(location, directory);
            } else {
                rotateAlone(location, directory);
            }
        } catch (AccountException e) {
            throw new RefusedException(String.valueOf(e.getMessage()), e);
        }
        print(Map.of("rotated", true), () -> out().println("There is a new key. Nobody was signed out."));
        return ExitCode.DONE;
    }

    private void rotateAlone(DatabaseLocation location, DataDirectory directory) {
        try (var _ = OpenLibrary.Holding.take(directory, location, name())) {
            OpenLibrary.prepare(directory, location);
            rotate(location, directory);
        }
    }

    /** Without taking the library, which a running server holds. */
    private static void rotate(DatabaseLocation location, DataDirectory directory) {
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
