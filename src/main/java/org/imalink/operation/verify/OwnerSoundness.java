package org.imalink.operation.verify;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.imalink.operation.Progress;

/** Whether every row belongs to somebody, to the same one as what it hangs on, and is there once. */
final class OwnerSoundness {
    private static final int OWNERS = 2;
    private static final String PARKED = "parked_";
    private static final List<String> WITH_OWNER =
            List.of("authors", "file_storages", "import_sessions", "photos", "image_files");
    private static final List<String> FROM_BIRTH =
            List.of("library_roots", "removed_files", "jobs", "uploads", "photo_search", "library_counts");

    private final JdbcSource source;
    private final int level;
    private final Consumer<Finding> findings;

    OwnerSoundness(JdbcSource source, int level, Consumer<Finding> findings) {
        this.source = source;
        this.level = level;
        this.findings = findings;
    }

    void check(Progress progress) throws SQLException {
        progress.report("Checking owners", 0, 0);
        checkOwnersAreThere();
        checkOwnersAgree();
        checkRowsAreOnce();
        checkIdsAreSpent();
    }

    private void checkOwnersAreThere() throws SQLException {
        var users = source.columns("users").isEmpty() ? PARKED + "users" : "users";
        var known = source.columns(users).isEmpty() ? "(1)" : "(select id from %s union select 1)".formatted(users);
        var owned = new ArrayList<>(FROM_BIRTH);
        WITH_OWNER.forEach(table -> owned.add(PARKED + table));
        owned.add(PARKED + "photo_search");
        if (level >= OWNERS) {
            owned.addAll(WITH_OWNER);
        }
        for (var table : owned) {
            tell(
                    table,
                    "select %s, user_id from %s where user_id not in %s".formatted(name(table), table, known),
                    "belongs to user %s, whom there is not");
        }
    }

    private static String name(String table) {
        return switch (table) {
            case "removed_files" -> "sha256";
            case "library_counts" -> "facet || '/' || folded || '/' || value";
            case "photo_search", PARKED + "photo_search" -> "sort_key";
            default -> "id";
        };
    }

    private void checkOwnersAgree() throws SQLException {
        if (level >= OWNERS) {
            tell("image_files", """
                    select f.id, p.id from image_files f join photos p on p.id = f.photo_id where f.user_id <> p.user_id""", "belongs to another than photos %s, whose file it is");
            tell("photo_search", """
                    select s.sort_key, p.id from photo_search s join photos p on p.id = s.photo_id
                    where s.user_id <> p.user_id""", "belongs to another than photos %s, by which it is found");
            tell("file_places", """
                    select l.id, r.id from file_places l join image_files f on f.id = l.image_file_id
                    join library_roots r on r.id = l.root_id where f.user_id <> r.user_id""", "lies below library_roots %s, which is another's than its file");
            tell("contributions", """
                    select c.photo_id, p.user_id from contributions c join photos p on p.id = c.photo_id
                    where p.user_id <> 1""", "is to a photo of user %s, and only user 1's library was shared");
            for (var table : WITH_OWNER) {
                tell(
                        PARKED + table,
                        "select id, user_id from " + PARKED + table,
                        "is still parked, so that user %s has lost it");
            }
        } else {
            for (var table : WITH_OWNER) {
                tell(
                        PARKED + table,
                        "select id, user_id from %s%s where user_id = 1".formatted(PARKED, table),
                        "is parked although it is user %s's, who is in use");
            }
        }
        tell("parked_image_files", """
                select f.id, p.id from parked_image_files f join parked_photos p on p.id = f.photo_id
                where f.user_id <> p.user_id""", "belongs to another than photos %s, whose file it is");
        tell("parked_photo_search", """
                select s.sort_key, p.id from parked_photo_search s join parked_photos p on p.id = s.photo_id
                where s.user_id <> p.user_id""", "belongs to another than photos %s, by which it is found");
        tell("parked_file_places", """
                select l.id, r.id from parked_file_places l join parked_image_files f on f.id = l.image_file_id
                join library_roots r on r.id = l.root_id where f.user_id <> r.user_id""", "lies below library_roots %s, which is another's than its file");
    }

    private void checkRowsAreOnce() throws SQLException {
        var perOwner = level >= OWNERS ? ", user_id" : "";
        once("photos", "hothash" + perOwner, "hothash is not null");
        once("authors", "name" + perOwner, "name is not null");
        once("image_files", "sha256" + perOwner, "sha256 is not null");
        once("parked_photos", "hothash, user_id", "hothash is not null");
        once("parked_image_files", "sha256, user_id", "sha256 is not null");
        once("library_roots", "user_id, path", "path is not null");
        once("file_places", "root_id, path", "path is not null");
        for (var table : WITH_OWNER) {
            tell(
                    table,
                    "select t.id, t.id from %1$s t join parked_%1$s p on p.id = t.id".formatted(table),
                    "is there twice, in use and parked as %s");
        }
    }

    private void once(String table, String columns, String condition) throws SQLException {
        tell(
                table,
                "select max(id), min(id) from %1$s where %3$s group by %2$s having count(*) > 1"
                        .formatted(table, columns, condition),
                "has the same " + columns + " as %s");
    }

    /** No id is ever given twice, also not that of a parked row. */
    private void checkIdsAreSpent() throws SQLException {
        for (var table : WITH_OWNER) {
            var next = source.isSqlite()
                    ? "coalesce((select seq from sqlite_sequence where name = '%s'), 0)".formatted(table)
                    : "coalesce((select last_value from pg_sequences where schemaname = current_schema() and sequencename = '%s_id_seq'), 0)"
                            .formatted(table);
            for (var place : List.of(table, PARKED + table)) {
                tell(
                        place,
                        "select max(id), %2$s from %1$s having max(id) > %2$s".formatted(place, next),
                        "has an id that will be given again: the last one given is said to be %s");
            }
        }
    }

    /** @param query a row, and what the sentence names */
    private void tell(String table, String query, String sentence) throws SQLException {
        source.each(
                query,
                row -> findings.accept(Finding.unsound(table, row.getString(1), sentence.formatted(row.getString(2)))));
    }
}
