package org.imalink.operation.verify;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whether what a tenancy level promises is there: columns of owners, unique indexes, triggers that guard owners. */
final class Promises {
    private static final int ACCOUNTS = 1;
    private static final int OWNERS = 2;
    private static final List<String> OWNED =
            List.of("authors", "file_storages", "import_sessions", "photos", "image_files");

    /** An index; without columns where only its being there matters. */
    private record Index(String table, String name, boolean unique, String columns) {}

    private static final List<Index> ALWAYS = List.of(
            unique("file_storages", "idx_file_storages_storage_uuid", "storage_uuid"),
            unique("file_storages", "idx_file_storages_directory_name", "directory_name"),
            unique("library_roots", "idx_library_roots_path", "user_id,path"),
            unique("file_places", "idx_file_places_path", "root_id,path"),
            unique("uploads", "idx_uploads_upload_uuid", "upload_uuid"),
            unique("photo_search", "idx_photo_search_photo_id", "photo_id"),
            plain("photo_search", "idx_photo_search_user_id"),
            plain("parked_photos", "idx_parked_photos_hothash"),
            plain("parked_photos", "idx_parked_photos_coldpreview_sha256"),
            plain("parked_image_files", "idx_parked_image_files_photo_id"));

    private static final List<Index> ONE_OWNER = List.of(
            unique("authors", "idx_authors_name", "name"),
            unique("photos", "idx_photos_hothash", "hothash"),
            unique("image_files", "idx_image_files_sha256", "sha256"));

    private static final List<Index> OF_OWNERS = List.of(
            unique("authors", "idx_authors_name", "name,user_id"),
            unique("photos", "idx_photos_hothash", "hothash,user_id"),
            unique("image_files", "idx_image_files_sha256", "sha256,user_id"),
            plain("authors", "idx_authors_user_id"),
            plain("file_storages", "idx_file_storages_user_id"),
            plain("import_sessions", "idx_import_sessions_user_id"),
            plain("photos", "idx_photos_user_id"),
            plain("image_files", "idx_image_files_user_id"));

    private static final List<Index> OF_ACCOUNTS = List.of(
            unique("users", "idx_users_username", "username_folded"),
            unique("users", "idx_users_email", "email_folded"),
            unique("sign_in_sessions", "idx_sign_in_sessions_token_id", "token_id"),
            unique("user_codes", "idx_user_codes_code_sha256", "code_sha256"),
            plain("contributions", "idx_contributions_user_id"));

    private static final Map<String, String> GUARDS = guards();

    private static final Map<String, String> FULL_TEXT = Map.of(
            "photo_search_added", "photo_search",
            "photo_search_removed", "photo_search",
            "photo_search_changed", "photo_search");

    private static final Map<String, String> KEEPERS = Map.of("hotpreviews_of_parked_photos_stay", "hotpreviews");

    /** What triggers do that are worth something, on each engine. */
    private static final List<String> DEEDS = List.of("raise(abort", "raise(ignore");

    private static final List<String> FUNCTIONS = List.of("refuse_other_owner", "keep_hotpreviews_of_parked_photos");

    private final JdbcSource source;
    private final int level;
    private final Consumer<Finding> findings;

    Promises(JdbcSource source, int level, Consumer<Finding> findings) {
        this.source = source;
        this.level = level;
        this.findings = findings;
    }

    private static Index unique(String table, String name, String columns) {
        return new Index(table, name, true, columns);
    }

    private static Index plain(String table, String name) {
        return new Index(table, name, false, "");
    }

    private static Map<String, String> guards() {
        var guards = new HashMap<String, String>();
        OWNED.forEach(table -> guards.put(table + "_keep_owner", table));
        guards.put("library_roots_keep_owner", "library_roots");
        for (var table : List.of("image_files", "photo_search", "file_places", "contributions")) {
            guards.put(table + "_added_to_owner", table);
            guards.put(table + "_moved_to_owner", table);
        }
        return Map.copyOf(guards);
    }

    void check() throws SQLException {
        checkColumns();
        var indexes = new ArrayList<>(ALWAYS);
        indexes.addAll(level >= OWNERS ? OF_OWNERS : ONE_OWNER);
        if (level >= ACCOUNTS) {
            indexes.addAll(OF_ACCOUNTS);
        }
        for (var index : indexes) {
            checkIndex(index);
        }
        checkTriggers();
        if (level >= OWNERS) {
            new WallSoundness(source, findings).check();
        }
        if (source.columns("needed_previews").isEmpty()) {
            findings.accept(Finding.unsound("needed_previews", "", "the view is missing"));
        }
    }

    private void checkColumns() throws SQLException {
        for (var table : OWNED) {
            boolean has = source.columns(table).contains("user_id");
            if (has != level >= OWNERS) {
                findings.accept(Finding.unsound(
                        table,
                        "",
                        "the history says tenancy level %d, and the table has %s column user_id"
                                .formatted(level, has ? "a" : "no")));
            }
        }
        if (source.columns("users").isEmpty() != level < ACCOUNTS) {
            findings.accept(Finding.unsound(
                    "users",
                    "",
                    "the history says tenancy level %d, which does not fit the accounts".formatted(level)));
        }
    }

    private void checkIndex(Index index) throws SQLException {
        var found = source.texts(source.isSqlite() ? """
                    select l."unique" || ' ' || (select group_concat(i.name, ',') from
                      (select name from pragma_index_info(l.name) order by seqno) i)
                    from pragma_index_list(?) l where l.name = ?""" : """
                    select case when i.indisunique then 1 else 0 end || ' ' || (select string_agg(a.attname, ',' order by k.place)
                      from unnest(i.indkey) with ordinality k (number, place)
                      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number)
                    from pg_index i where i.indrelid = to_regclass(?) and i.indexrelid = to_regclass(?) and i.indisvalid""", index.table, index.name);
        if (found.isEmpty()) {
            findings.accept(Finding.unsound(index.table, "", "the index %s is missing".formatted(index.name)));
        } else if (index.unique && !found.getFirst().equals("1 " + index.columns)) {
            findings.accept(Finding.unsound(
                    index.table, "", "the index %s is not unique by %s".formatted(index.name, index.columns)));
        }
    }

    private void checkTriggers() throws SQLException {
        var found = new HashMap<String, String>();
        if (source.isSqlite()) {
            source.each(
                    "select name, tbl_name, sql from sqlite_schema where type = 'trigger'",
                    row -> found.put(
                            row.getString(1),
                            does(row.getString(3)) ? row.getString(2) : row.getString(2) + " (harmless)"));
            FULL_TEXT
                    .keySet()
                    .forEach(name -> found.computeIfPresent(name, (each, table) -> table.replace(" (harmless)", "")));
        } else {
            source.each(
                    """
                    select t.tgname, c.relname, p.proname, t.tgenabled::text from pg_trigger t join pg_class c on c.oid = t.tgrelid
                    join pg_proc p on p.oid = t.tgfoid
                    where not t.tgisinternal and c.relnamespace = current_schema()::regnamespace""",
                    row -> found.put(
                            row.getString(1),
                            FUNCTIONS.contains(row.getString(3))
                                            && List.of("O", "A").contains(row.getString(4))
                                    ? row.getString(2)
                                    : row.getString(2) + " (harmless)"));
        }
        var promised = new HashMap<>(KEEPERS);
        if (level >= OWNERS) {
            promised.putAll(GUARDS);
        }
        if (source.isSqlite()) {
            promised.putAll(FULL_TEXT);
        }
        promised.forEach((name, table) -> checkTrigger(name, table, found.remove(name)));
        found.forEach((name, table) -> findings.accept(Finding.unsound(
                table.replace(" (harmless)", ""), "", "the trigger %s does not belong there".formatted(name))));
    }

    private static boolean does(String trigger) {
        return DEEDS.stream().anyMatch(trigger::contains);
    }

    private void checkTrigger(String name, String table, @Nullable String found) {
        if (found == null) {
            findings.accept(Finding.unsound(table, "", "the trigger %s is missing".formatted(name)));
        } else if (!found.equals(table)) {
            findings.accept(Finding.unsound(table, "", "the trigger %s guards nothing".formatted(name)));
        }
    }
}
