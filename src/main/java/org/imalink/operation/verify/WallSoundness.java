package org.imalink.operation.verify;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Whether PostgreSQL's walls between owners stand where rows have owners: one role may have taken away what the other one is
 * kept from. Other engines have none.
 */
final class WallSoundness {
    private static final List<String> WALLED = List.of(
            "authors",
            "captures",
            "contributions",
            "file_places",
            "file_storages",
            "image_file_details",
            "image_files",
            "import_sessions",
            "job_results",
            "jobs",
            "library_counts",
            "library_roots",
            "photo_places",
            "photo_search",
            "photo_tags",
            "photos",
            "removed_files",
            "root_disks",
            "set_aside_files",
            "upload_files",
            "uploads");

    /** Read by words that begin with their owner's number. */
    private static final String OPEN_TO_READERS = "photo_search owner_wall_read";

    private final JdbcSource source;
    private final Consumer<Finding> findings;

    WallSoundness(JdbcSource source, Consumer<Finding> findings) {
        this.source = source;
        this.findings = findings;
    }

    /** Of a database whose rows have owners. */
    void check() throws SQLException {
        if (source.isSqlite()) {
            return;
        }
        var holds = new HashMap<String, Boolean>();
        source.each(
                """
                select c.relname, p.polname, coalesce(pg_get_expr(p.polqual, c.oid), pg_get_expr(p.polwithcheck, c.oid))
                from pg_class c join pg_policy p on p.polrelid = c.oid
                where c.relrowsecurity and c.relnamespace = current_schema()::regnamespace""",
                row -> holds.merge(
                        row.getString(1),
                        holds(row.getString(1) + " " + row.getString(2), row.getString(3)),
                        Boolean::logicalAnd));
        WALLED.forEach(table -> tell(table, holds));
    }

    private static boolean holds(String policy, String condition) {
        return policy.equals(OPEN_TO_READERS) || condition.contains("acting_user()") || condition.contains("EXISTS");
    }

    private void tell(String table, Map<String, Boolean> holds) {
        if (!holds.containsKey(table)) {
            findings.accept(Finding.unsound(table, "", "the wall between owners is missing"));
        } else if (!holds.get(table)) {
            findings.accept(Finding.unsound(table, "", "the wall between owners keeps nobody out"));
        }
    }
}
