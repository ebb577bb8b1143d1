package org.imalink.ingest;

import java.nio.file.Path;
import java.util.List;
import org.imalink.database.Database;
import org.imalink.database.DatabaseLocation;
import org.imalink.operation.jobs.Jobs;

/**
 * A server that does nothing but import, in a process of its own that a test can kill. Arguments: the URL of a migrated
 * database, the data directory, the folder to import. The first one started with a database asks for the import; all go on
 * with it and end when it is done. Says one line when it begins.
 */
final class ImportProcess {
    private ImportProcess() {}

    public static void main(String[] arguments) throws Exception {
        try (var database = Database.open(DatabaseLocation.parse(arguments[0]));
                var imports = ImportHarness.waiting(database, Path.of(arguments[1]))) {
            var owner = ImportHarness.SCOPE.owner();
            if (database.read(tx -> Jobs.newest(tx, owner, 1)).isEmpty()) {
                var request = new ImportRequest(List.of(arguments[2]), "Killed", "Åse", true);
                imports.queue().submit(ImportHarness.SCOPE, request);
            }
            System.out.println("importing");
            imports.queue().start();
            for (var job : database.read(tx -> Jobs.unfinished(tx, owner))) {
                imports.await(job.id());
            }
        }
    }
}
