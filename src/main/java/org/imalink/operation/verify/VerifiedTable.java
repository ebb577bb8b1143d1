package org.imalink.operation.verify;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table whose rows are held against a backup.
 *
 * @param name where its rows are in use; those that are not lie in {@code parked_<name>}
 * @param key the columns that name a row, which are its primary key
 * @param ownership how it is told whose a row is
 * @param parent the row that this one hangs on and goes with; null where there is none
 * @param trail what explains that rows differ
 */
record VerifiedTable(
        String name,
        List<String> key,
        Ownership ownership,
        @Nullable Parent parent,
        Trail trail) {
    private static final String PARKED = "parked_";
    private static final Set<String> NUMBERS = Set.of("position", "number", "sort_key");

    /** How it is told whose a row is. */
    enum Ownership {
        /** By the column {@code user_id}; where the table has none, the row is user 1's. */
        COLUMN,
        /** By what it hangs on, if by anything. */
        NONE
    }

    /** A row of another table, by a column that holds its id. */
    record Parent(String table, String column) {}

    String parked() {
        return PARKED + name;
    }

    /** Whether the rows follow from others by rules that change with the product version. */
    boolean isDerived() {
        return name.equals("photo_search") || name.equals("library_counts");
    }

    /** Whether one number names a row. */
    boolean isNumbered() {
        return key.size() == 1 && isNumber(key.getFirst());
    }

    boolean hasId() {
        return key.equals(List.of("id"));
    }

    /** Whether a column of a key is compared by its value as a number. */
    static boolean isNumber(String column) {
        return column.equals("id") || column.endsWith("_id") || NUMBERS.contains(column);
    }

    /**
     * All of them, in an order in which what explains others comes first. What people are signed in with, their codes, and the
     * server's own state change all the time by themselves, and are not compared.
     */
    static final List<VerifiedTable> ALL = List.of(
            owned("authors", Trails.edited(Set.of("name", "email", "bio"))),
            owned("file_storages", Trails.edited(Set.of("display_name", "description"))),
            owned("import_sessions", new ImportSessionTrail()),
            owned("photos", new PhotoTrail()),
            owned("image_files", new ImageFileTrail()),
            below("image_file_details", "image_files", "image_file_id", new DetailsTrail()),
            below("captures", "image_files", "image_file_id", new CaptureTrail()),
            new VerifiedTable(
                    "photo_tags",
                    List.of("photo_id", "position"),
                    Ownership.NONE,
                    new Parent("photos", "photo_id"),
                    new PhotoTextTrail()),
            below("photo_places", "photos", "photo_id", new PhotoTextTrail()),
            owned("library_roots", new RootTrail()),
            new VerifiedTable(
                    "file_places",
                    List.of("id"),
                    Ownership.NONE,
                    new Parent("image_files", "image_file_id"),
                    new PlaceTrail()),
            new VerifiedTable(
                    "root_disks",
                    List.of("root_id", "path"),
                    Ownership.NONE,
                    new Parent("library_roots", "root_id"),
                    Trails.bookkeeping(Set.of("device", "strange_from_id"))),
            new VerifiedTable(
                    "set_aside_files",
                    List.of("root_id", "path"),
                    Ownership.NONE,
                    new Parent("library_roots", "root_id"),
                    Trails.bookkeeping(Set.of("file_size", "modified_at", "reason", "detail"))),
            owned(
                    "jobs",
                    Trails.bookkeeping(Set.of(
                            "state",
                            "title",
                            "parameters",
                            "total",
                            "processed",
                            "added",
                            "known",
                            "skipped",
                            "failed",
                            "missing",
                            "import_session_id",
                            "error",
                            "started_at",
                            "finished_at"))),
            new VerifiedTable(
                    "job_results",
                    List.of("id"),
                    Ownership.NONE,
                    new Parent("jobs", "job_id"),
                    Trails.bookkeeping(Set.of())),
            owned("uploads", Trails.bookkeeping(Set.of("job_id"))),
            new VerifiedTable(
                    "upload_files",
                    List.of("upload_id", "number"),
                    Ownership.NONE,
                    new Parent("uploads", "upload_id"),
                    Trails.bookkeeping(Set.of())),
            new VerifiedTable(
                    "removed_files", List.of("user_id", "sha256"), Ownership.NONE, null, new RemovedFileTrail()),
            new VerifiedTable(
                    "contributions",
                    List.of("photo_id", "user_id"),
                    Ownership.NONE,
                    new Parent("photos", "photo_id"),
                    Trails.onlyAdded(Set.of())),
            new VerifiedTable(
                    "photo_search",
                    List.of("sort_key"),
                    Ownership.COLUMN,
                    new Parent("photos", "photo_id"),
                    new SearchTrail()),
            new VerifiedTable(
                    "library_counts",
                    List.of("user_id", "facet", "folded", "value"),
                    Ownership.NONE,
                    null,
                    new CountTrail()),
            new VerifiedTable("hotpreviews", List.of("hothash"), Ownership.NONE, null, Trails.onlyAdded(Set.of())),
            new VerifiedTable("coldpreviews", List.of("sha256"), Ownership.NONE, null, Trails.onlyAdded(Set.of())),
            new VerifiedTable("users", List.of("id"), Ownership.NONE, null, new UserTrail()),
            new VerifiedTable(
                    "put_away_times", List.of("id"), Ownership.NONE, null, Trails.onlyAdded(Set.of("returned_at"))),
            new VerifiedTable("audit_events", List.of("id"), Ownership.NONE, null, Trails.onlyAdded(Set.of())),
            new VerifiedTable("schema_history", List.of("id"), Ownership.NONE, null, Trails.onlyAdded(Set.of())));

    /** What is not compared; see {@link #ALL}. */
    static final Set<String> NOT_COMPARED = Set.of(
            "attempt_limits",
            "search_state",
            "server_state",
            "sign_in_sessions",
            "signing_keys",
            "sqlite_sequence",
            "user_codes");

    private static VerifiedTable owned(String name, Trail trail) {
        return new VerifiedTable(name, List.of("id"), Ownership.COLUMN, null, trail);
    }

    private static VerifiedTable below(String name, String parent, String column, Trail trail) {
        return new VerifiedTable(name, List.of(column), Ownership.NONE, new Parent(parent, column), trail);
    }
}
