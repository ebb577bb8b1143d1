package org.imalink.ingest;

import static org.imalink.database.schema.Tables.JOBS;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.imalink.access.Scope;
import org.imalink.library.Contributors;
import org.imalink.library.Contributors.Contributor;
import org.jooq.DSLContext;

/** For whom imports add what they find, where that is somebody else than the owner of the library. */
public final class ImportContributors {
    private ImportContributors() {}

    /** Those of the newest jobs of the scope, by the id of the job; of nobody where the viewer may not know. */
    public static SortedMap<Long, Contributor> ofNewest(DSLContext tx, Scope scope, int limit) {
        var named = new TreeMap<Long, Contributor>();
        if (!scope.knowsContributors()) {
            return named;
        }
        var contributors = contributors(tx, scope, limit);
        var names = Contributors.named(tx, scope, contributors.values());
        contributors.forEach((job, user) -> named.put(job, names.get(user)));
        return named;
    }

    private static Map<Long, Long> contributors(DSLContext tx, Scope scope, int limit) {
        var users = new LinkedHashMap<Long, Long>();
        tx.select(JOBS.ID, JOBS.KIND, JOBS.PARAMETERS)
                .from(JOBS)
                .where(scope.rows(JOBS.USER_ID))
                .orderBy(JOBS.ID.desc())
                .limit(limit)
                .forEach(row -> {
                    if (row.value2().equals(ImportQueue.KIND)) {
                        ImportParameters.contributorIn(row.value3()).ifPresent(user -> users.put(row.value1(), user));
                    }
                });
        return users;
    }
}
