package org.imalink.database;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Writes at random what people have in a library, as plain SQL, in every table that belongs to somebody. There are so few
 * photos, originals and names to choose from that owners keep having the same. What is written depends on the random
 * numbers and on the owner's rows alone, not on the tenancy level.
 */
public final class RandomLibrary {
    /** Who there is beside user 1. */
    public static final List<Long> MEMBERS = List.of(2L, 3L, 4L);

    private static final Set<String> OWNED_AT_LEVEL_2 =
            Set.of("authors", "file_storages", "import_sessions", "photos", "image_files");
    private static final Set<String> WITH_IDS = Set.of(
            "authors", "file_storages", "import_sessions", "photos", "image_files", "library_roots", "jobs", "uploads");
    private static final int PICTURES = 6;
    private static final int MOST_OF_A_KIND = 5;

    private final DSLContext tx;
    private final Random random;
    private final long owner;
    private final boolean atLevel2;

    private RandomLibrary(DSLContext tx, Random random, long owner) {
        this.tx = tx;
        this.random = random;
        this.owner = owner;
        this.atLevel2 = Schema.tenancy(tx) >= 2;
    }

    /** Gives the members their accounts; from level 1 on. */
    public static void addMembers(DSLContext tx) {
        for (long id : MEMBERS) {
            tx.execute(
                    """
                    insert into users (username, username_folded, email, email_folded, password_hash, role, is_active,
                      created_at, updated_at) values (?, ?, ?, ?, 'x', 'member', %s, 1, 1)""".formatted(truth(tx)), "u" + id, "u" + id, "u%d@x.org".formatted(id), "u%d@x.org".formatted(id));
        }
    }

    /**
     * Does some things as an owner.
     *
     * @param owner below level 2 only user 1
     */
    public static void change(DSLContext tx, Random random, long owner, int times) {
        var library = new RandomLibrary(tx, random, owner);
        for (int time = 0; time < times; time++) {
            library.changeOnce();
        }
    }

    /** Gives somebody a photo with everything that can hang on one. */
    public static void addPhoto(DSLContext tx, Random random, long owner) {
        var library = new RandomLibrary(tx, random, owner);
        library.addPhoto();
        library.addFile();
    }

    private void changeOnce() {
        switch (random.nextInt(16)) {
            case 0, 1, 2 -> addPhoto();
            case 3, 4, 5 -> addFile();
            case 6 -> addAuthor();
            case 7 -> addStorage();
            case 8 -> addSession();
            case 9, 10 -> editPhoto();
            case 11 -> delete("authors", "file_storages", "import_sessions", "image_files");
            case 12 -> delete("photos");
            case 13 -> contribute();
            case 14 -> addJobAndUpload();
            case 15 -> countAndRemember();
            default -> throw new AssertionError();
        }
    }

    private void addPhoto() {
        makeRoom("photos");
        int picture = random.nextInt(PICTURES);
        var jpeg = bytes("picture " + picture);
        if (exists("photos", "hothash", sha256(jpeg))) {
            return;
        }
        execute("insert into hotpreviews (hothash, jpeg) values (?, ?) on conflict do nothing", sha256(jpeg), jpeg);
        var cold = sha256(bytes("cold " + picture));
        execute(
                "insert into coldpreviews (sha256, width, height, file_size) values (?, 12, 9, ?) on conflict do nothing",
                cold,
                100L + picture);
        var values = edits();
        values.put("hothash", sha256(jpeg));
        values.put("width", maybe(150));
        values.put("author_id", maybe(1L + random.nextInt(9)));
        values.put("coldpreview_sha256", maybe(cold));
        values.put("created_at", time());
        long photo = insert("photos", values);
        describe(photo);
    }

    private Map<String, @Nullable Object> edits() {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("taken_at", maybe(time()));
        values.put("taken_offset_minutes", maybe(random.nextInt(-720, 840)));
        values.put("gps_latitude", maybe(random.nextDouble(-90, 90)));
        values.put("title", maybe(text()));
        values.put("description", maybe(text()));
        values.put("rating", maybe(random.nextInt(6)));
        values.put("search_text", text());
        values.put("trashed_at", random.nextInt(4) == 0 ? time() : null);
        values.put("updated_at", time());
        return values;
    }

    /** Tags, the place in words, and what a search knows. */
    private void describe(long photo) {
        for (var table : List.of("photo_tags", "photo_places", "photo_search")) {
            execute("delete from %s where photo_id = %d".formatted(table, photo));
        }
        for (int position = 0; position < random.nextInt(4); position++) {
            var tag = text();
            insert("photo_tags", Map.of("photo_id", photo, "position", position, "tag", tag, "tag_folded", tag));
        }
        if (random.nextBoolean()) {
            insert("photo_places", Map.of("photo_id", photo, "city", text()));
        }
        insert(
                "photo_search",
                Map.of(
                        "sort_key",
                        (random.nextLong(1L << 30) << 29) + photo,
                        "photo_id",
                        photo,
                        "user_id",
                        owner,
                        "words",
                        "%da%d %dphoto%d".formatted(owner, random.nextInt(3), owner, photo),
                        "facets",
                        "photo"));
    }

    private void addFile() {
        makeRoom("image_files");
        var photos = mine("photos");
        if (photos.isEmpty()) {
            return;
        }
        var sha256 = sha256(bytes("original " + random.nextInt(PICTURES)));
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("photo_id", any(photos));
        values.put("filename", text());
        values.put("file_size", random.nextLong(1L << 40));
        values.put("sha256", exists("image_files", "sha256", sha256) ? null : sha256);
        values.put("is_raw", truth(random.nextBoolean()));
        values.put("import_session_id", maybe(1L + random.nextInt(9)));
        values.put("created_at", time());
        values.put("updated_at", time());
        long file = insert("image_files", values);
        insert("image_file_details", Map.of("image_file_id", file, "exif_dict", "{\"a\":\"" + text() + "\"}"));
        insert(
                "captures",
                Map.of("image_file_id", file, "format", "jpeg", "orientation", 6, "aperture", random.nextDouble(22)));
        insert(
                "file_places",
                Map.of(
                        "image_file_id", file,
                        "root_id", root(),
                        "path", "f%d.jpg".formatted(file),
                        "file_size", 5L,
                        "modified_at", time()));
    }

    private long root() {
        var roots = ids("select id from library_roots where user_id = " + owner + " order by id");
        return roots.isEmpty()
                ? insert("library_roots", Map.of("user_id", owner, "path", "/photos", "created_at", time()))
                : roots.getFirst();
    }

    private void addAuthor() {
        var name = "author " + random.nextInt(5);
        if (!exists("authors", "name", name)) {
            insert("authors", Map.of("name", name, "bio", text(), "created_at", time(), "updated_at", time()));
        }
    }

    private void addStorage() {
        makeRoom("file_storages");
        insert(
                "file_storages",
                Map.of(
                        "storage_uuid", text(),
                        "directory_name", text(),
                        "base_path", "/p",
                        "created_at", time(),
                        "updated_at", time()));
    }

    private void addSession() {
        makeRoom("import_sessions");
        insert(
                "import_sessions",
                Map.of("imported_at", time(), "title", text(), "created_at", time(), "updated_at", time()));
    }

    private void editPhoto() {
        var photos = mine("photos");
        if (!photos.isEmpty()) {
            long photo = any(photos);
            var edits = edits();
            var set = String.join(
                    ", ", edits.keySet().stream().map(column -> column + " = ?").toList());
            execute(
                    "update photos set %s where id = %d".formatted(set, photo),
                    edits.values().toArray());
            describe(photo);
        }
    }

    private void makeRoom(String table) {
        if (mine(table).size() >= MOST_OF_A_KIND) {
            delete(table);
        }
    }

    private void delete(String... tables) {
        var table = tables[random.nextInt(tables.length)];
        var rows = mine(table);
        if (!rows.isEmpty()) {
            execute("delete from %s where id = %d".formatted(table, any(rows)));
        }
    }

    /** Somebody else than the owner adds to a photo of the library that is shared. */
    private void contribute() {
        var photos = owner == 1 ? mine("photos") : List.<Long>of();
        if (!photos.isEmpty()) {
            execute(
                    "insert into contributions (photo_id, user_id, contributed_at) values (?, ?, ?) on conflict do nothing",
                    any(photos),
                    any(MEMBERS),
                    time());
        }
    }

    private void addJobAndUpload() {
        for (var table : List.of("jobs", "uploads")) {
            var old = ids("select id from %s where user_id = %d order by id".formatted(table, owner));
            if (!old.isEmpty()) {
                execute("delete from %s where id = %d".formatted(table, any(old)));
            }
        }
        long job = insert(
                "jobs",
                Map.of("user_id", owner, "kind", "import", "state", "done", "parameters", "{}", "created_at", time()));
        insert("job_results", Map.of("job_id", job, "path", text(), "outcome", "failed", "reason", "x"));
        long upload = insert(
                "uploads",
                Map.of("user_id", owner, "upload_uuid", text(), "storage_id", 1L, "directory", "/d", "created_at", 1L));
        insert(
                "upload_files",
                Map.of("upload_id", upload, "number", 0, "filename", text(), "file_size", random.nextLong(1L << 40)));
    }

    private void countAndRemember() {
        execute(
                "insert into removed_files (user_id, sha256, removed_at) values (?, ?, ?) on conflict do nothing",
                owner,
                sha256(bytes("original " + random.nextInt(PICTURES))),
                time());
        execute("""
                insert into library_counts (user_id, facet, folded, value, count) values (?, 'tag', ?, 'v', 1)
                on conflict (user_id, facet, folded, value) do update set count = library_counts.count + 1""", owner, "t" + random.nextInt(3));
    }

    private long insert(String table, Map<String, ? extends @Nullable Object> values) {
        var columns = new ArrayList<>(values.keySet());
        var bound = new ArrayList<@Nullable Object>(values.values());
        if (atLevel2 && OWNED_AT_LEVEL_2.contains(table)) {
            columns.add("user_id");
            bound.add(owner);
        }
        var marks = String.join(", ", columns.stream().map(column -> "?").toList());
        var insert = "insert into %s (%s) values (%s)".formatted(table, String.join(", ", columns), marks);
        return WITH_IDS.contains(table)
                ? ids(insert + " returning id", bound.toArray()).getFirst()
                : execute(insert, bound.toArray());
    }

    private List<Long> mine(String table) {
        return ids(owned("select id from " + table + " where true") + " order by id");
    }

    private boolean exists(String table, String column, String value) {
        return !ids(owned("select id from %s where %s = ?".formatted(table, column)), value)
                .isEmpty();
    }

    private String owned(String query) {
        return atLevel2 ? query + " and user_id = " + owner : query;
    }

    private List<Long> ids(String query, @Nullable Object... bound) {
        return tx.connectionResult(connection -> {
            try (var statement = statement(connection, query, bound);
                    var rows = statement.executeQuery()) {
                var ids = new ArrayList<Long>();
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
                return ids;
            }
        });
    }

    private int execute(String command, @Nullable Object... bound) {
        return tx.connectionResult(connection -> {
            try (var statement = statement(connection, command, bound)) {
                return statement.executeUpdate();
            }
        });
    }

    /** By JDBC: it is done so often that jOOQ takes longer than the database. */
    private static PreparedStatement statement(Connection connection, String sql, @Nullable Object... bound)
            throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int place = 0; place < bound.length; place++) {
            statement.setObject(place + 1, bound[place]);
        }
        return statement;
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private @Nullable Object maybe(Object value) {
        return random.nextInt(3) == 0 ? null : value;
    }

    private long time() {
        return random.nextLong(-(1L << 50), 1L << 51);
    }

    private String text() {
        return "é%016x'\n🎞".formatted(random.nextLong());
    }

    private Object truth(boolean value) {
        return Engine.of(tx) == Engine.POSTGRESQL ? value : value ? 1 : 0;
    }

    private static String truth(DSLContext tx) {
        return Engine.of(tx) == Engine.POSTGRESQL ? "true" : "1";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
