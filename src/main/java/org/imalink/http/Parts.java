package org.imalink.http;

import java.nio.file.Path;
import org.imalink.database.Database;

/**
 * What the server is put together from.
 *
 * @param temporaryFolder for files that are being uploaded
 * @param operatorCode by which the operator is known until the next start
 */
public record Parts(HttpSettings settings, Database database, Path temporaryFolder, String operatorCode) {}
