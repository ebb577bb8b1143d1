package org.imalink.operation.verify;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.imalink.operation.verify.VerifiedTable.Parent;
import org.jspecify.annotations.Nullable;

/**
 * What was found so far, and what the present database tells beside its rows. Remembers an id for each row that differs, not
 * one for each row. For one thread.
 */
final class Traces {
    private static final Set<String> COUNTED = Set.of(
            "authors", "import_sessions", "photos", "image_files", "image_file_details", "captures", "photo_places");

    private final JdbcSource live;
    private final Map<String, Set<Long>> touched = new HashMap<>();
    private final Map<String, Set<Long>> edited = new HashMap<>();
    private final Map<String, Long> highest = new HashMap<>();
    private final Set<Long> removedPhotos = new HashSet<>();
    private final Set<Long> lostFilePhotos = new HashSet<>();
    private boolean isAnythingCounted;

    Traces(JdbcSource live) {
        this.live = live;
    }

    /** Notes that a row differs. */
    void touch(VerifiedTable table, Row row) {
        if (COUNTED.contains(table.name())) {
            isAnythingCounted = true;
        }
        remember(touched, table, row);
    }

    /** Notes that a person edited a row. */
    void edit(VerifiedTable table, Row row) {
        remember(edited, table, row);
    }

    private static void remember(Map<String, Set<Long>> sets, VerifiedTable table, Row row) {
        if (table.isNumbered()) {
            sets.computeIfAbsent(table.name(), name -> new HashSet<>()).add(Long.valueOf(row.name()));
        }
    }

    /** Notes the last id that a table has in the backup. */
    void highest(String table, long id) {
        highest.put(table, id);
    }

    boolean isNew(String table, long id) {
        return id > highest.getOrDefault(table, Long.MAX_VALUE);
    }

    boolean isTouched(String table, long id) {
        return isNew(table, id) || touched.getOrDefault(table, Set.of()).contains(id);
    }

    boolean isEdited(String table, long id) {
        return edited.getOrDefault(table, Set.of()).contains(id);
    }

    boolean isAnythingCounted() {
        return isAnythingCounted;
    }

    /** Notes what became of a file that is missing, before photos are looked at. */
    void fileIsGone(Row file) throws SQLException {
        if (file.has("sha256")) {
            (isRemoved(file) ? removedPhotos : lostFilePhotos).add(file.number("photo_id"));
        }
    }

    /** Whether a photo had files that somebody deleted for good, and none of which nothing tells. */
    boolean isRemovedPhoto(long id) {
        return removedPhotos.contains(id) && !lostFilePhotos.contains(id);
    }

    /** Whether somebody deleted the photo of a file for good, or imported the file again after that. */
    boolean isRemoved(Row file) throws SQLException {
        var sha256 = file.value("sha256");
        return sha256 != null
                && (live.has(
                                "removed_files",
                                "user_id = ? and sha256 = ? and removed_at > ?",
                                file.owner(),
                                sha256,
                                file.number("created_at"))
                        || hasOwned("image_files", "sha256 = ?", file.owner(), sha256));
    }

    /** Whether there is a row, in use or parked. */
    boolean has(String table, String condition, @Nullable Object... values) throws SQLException {
        return live.has(table, condition, values) || live.has("parked_" + table, condition, values);
    }

    /** The same for a row of one owner, of a table that knows its owners from level 2 on. */
    boolean hasOwned(String table, String condition, @Nullable Long owner, Object value) throws SQLException {
        boolean knowsOwners = live.columns(table).contains("user_id");
        boolean isInUse = knowsOwners
                ? live.has(table, condition + " and user_id = ?", value, owner)
                : Long.valueOf(1).equals(owner) && live.has(table, condition, value);
        return isInUse || live.has("parked_" + table, condition + " and user_id = ?", value, owner);
    }

    boolean isGone(Parent parent, Row row) throws SQLException {
        var id = row.value(parent.column());
        return id != null && !has(parent.table(), "id = ?", Long.valueOf(id));
    }

    /** Whether a file was added to the photo since the backup: it may have described it. */
    boolean hasNewFile(long photo) throws SQLException {
        long before = highest.getOrDefault("image_files", Long.MAX_VALUE);
        return has("image_files", "photo_id = ? and id > ?", photo, before);
    }

    /** Whether anything differs that a search knows of the photo. */
    boolean isFoundOtherwise(long photo) throws SQLException {
        if (isTouched("photos", photo)
                || isTouched("photo_places", photo)
                || touched.containsKey("authors")
                || lostFilePhotos.contains(photo)
                || removedPhotos.contains(photo)) {
            return true;
        }
        for (var table : List.of("image_files", "parked_image_files")) {
            if (!live.columns(table).isEmpty()) {
                for (var file : live.texts("select id from %s where photo_id = ?".formatted(table), photo)) {
                    long id = Long.parseLong(file);
                    if (isTouched("image_files", id)
                            || isTouched("captures", id)
                            || isTouched("image_file_details", id)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** The folders that an owner has registered. */
    List<String> roots(@Nullable Long owner) throws SQLException {
        return live.texts("select path from library_roots where user_id = ?", owner);
    }
}
