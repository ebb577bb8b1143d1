package org.imalink.operation;

import java.util.List;

/**
 * A table whose rows belong to somebody, and how it is told to whom.
 *
 * @param name at the tenancy levels where its rows are not parked
 * @param number the column by which it is cut into ranges, see {@link KeyRange}
 * @param key the columns that name a row
 * @param owner whose a row is
 */
record OwnedTable(String name, String number, List<String> key, Owner owner) {
    /** The prefix of the tables that rows are parked in. */
    static final String PARKED = "parked_";

    /** How it is told whose a row is, and where the rows of others than user 1 lie below tenancy level 2. */
    sealed interface Owner {
        /** A column of its own that comes with level 2. Before that the rows are user 1's, and all others are parked. */
        record AtLevel2() implements Owner {}

        /** A column of its own at every level. Nothing is parked. */
        record FromBirth() implements Owner {}

        /** A column of its own at every level, and yet all others than user 1's are parked. */
        record FromBirthParked() implements Owner {}

        /** As the row that it hangs on by a column. */
        record Of(OwnedTable parent, String column) implements Owner {}

        /** As the photo, for what comes to the photos with level 1; below that the whole table is parked. */
        record OfPhotoAtLevel1(OwnedTable photos, String column) implements Owner {}

        /** As every photo that shows the preview, by the column of the photo that names it. */
        record Shown(OwnedTable photos, String column) implements Owner {}
    }

    private static final Owner AT_LEVEL_2 = new Owner.AtLevel2();
    private static final Owner FROM_BIRTH = new Owner.FromBirth();

    private static final OwnedTable PHOTOS = withId("photos", AT_LEVEL_2);
    private static final OwnedTable IMAGE_FILES = withId("image_files", AT_LEVEL_2);
    private static final OwnedTable LIBRARY_ROOTS = withId("library_roots", FROM_BIRTH);
    private static final OwnedTable JOBS = withId("jobs", FROM_BIRTH);
    private static final OwnedTable UPLOADS = withId("uploads", FROM_BIRTH);

    /** All that somebody can own. What is missing here is nobody's: the server's own state, and accounts. */
    static final List<OwnedTable> ALL = List.of(
            withId("authors", AT_LEVEL_2),
            withId("file_storages", AT_LEVEL_2),
            withId("import_sessions", AT_LEVEL_2),
            PHOTOS,
            IMAGE_FILES,
            below("photo_tags", PHOTOS, "photo_id", "photo_id", "position"),
            below("photo_places", PHOTOS, "photo_id", "photo_id"),
            below("image_file_details", IMAGE_FILES, "image_file_id", "image_file_id"),
            below("captures", IMAGE_FILES, "image_file_id", "image_file_id"),
            below("file_places", IMAGE_FILES, "image_file_id", "id"),
            new OwnedTable("photo_search", "photo_id", List.of("photo_id"), new Owner.FromBirthParked()),
            new OwnedTable(
                    "contributions",
                    "photo_id",
                    List.of("photo_id", "user_id"),
                    new Owner.OfPhotoAtLevel1(PHOTOS, "photo_id")),
            LIBRARY_ROOTS,
            below("root_disks", LIBRARY_ROOTS, "root_id", "root_id", "path"),
            below("set_aside_files", LIBRARY_ROOTS, "root_id", "root_id", "path"),
            JOBS,
            below("job_results", JOBS, "job_id", "id"),
            UPLOADS,
            below("upload_files", UPLOADS, "upload_id", "upload_id", "number"),
            new OwnedTable("removed_files", "user_id", List.of("sha256"), FROM_BIRTH),
            new OwnedTable("library_counts", "user_id", List.of("facet", "folded", "value"), FROM_BIRTH),
            new OwnedTable("hotpreviews", "id", List.of("hothash"), new Owner.Shown(PHOTOS, "hothash")),
            new OwnedTable("coldpreviews", "id", List.of("sha256"), new Owner.Shown(PHOTOS, "coldpreview_sha256")));

    /**
     * @throws java.util.NoSuchElementException when there is none
     */
    static OwnedTable named(String name) {
        return ALL.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static OwnedTable withId(String name, Owner owner) {
        return new OwnedTable(name, "id", List.of("id"), owner);
    }

    private static OwnedTable below(String name, OwnedTable parent, String column, String... key) {
        return new OwnedTable(name, column, List.of(key), new Owner.Of(parent, column));
    }
}
