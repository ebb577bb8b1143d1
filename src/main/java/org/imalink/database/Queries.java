package org.imalink.database;

import org.jooq.conf.FetchTriggerValuesAfterReturning;
import org.jooq.conf.Settings;

/** How jOOQ writes queries, the same for both engines. */
final class Queries {
    /** Without NEVER, RETURNING answers with wrong rows on SQLite. */
    static final Settings SETTINGS = new Settings()
            .withFetchTriggerValuesAfterReturning(FetchTriggerValuesAfterReturning.NEVER)
            .withExecuteLogging(false)
            .withRenderSchema(false);

    private Queries() {}
}
