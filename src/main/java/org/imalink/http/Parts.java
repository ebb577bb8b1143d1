package org.imalink.http;

import java.nio.file.Path;
import java.util.function.Predicate;
import org.imalink.database.Database;
import org.imalink.operation.jobs.JobEvents;

/**
 * What the server is put together from. Whoever made the parts closes them, after the server.
 *
 * @param temporaryFolder for files that are being uploaded
 * @param isOperatorCode whether a text is the code by which the operator is known until the next start; takes the same time
 *     for each
 */
public record Parts(
        HttpSettings settings,
        Database database,
        Path temporaryFolder,
        JobEvents events,
        Predicate<String> isOperatorCode) {}
