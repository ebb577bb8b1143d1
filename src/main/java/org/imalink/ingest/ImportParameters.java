package org.imalink.ingest;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.imalink.access.Scope;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an import job needs to know, as the job's row keeps it: what was asked for and how far it has come.
 *
 * @param paths absolute, encoded, free of links
 * @param fileStorageId of the storage that the files lie in; null elsewhere
 * @param contributor the user for whom photos are added, where that is not the owner; parameters that are older than users
 *     have none
 * @param quiet of a look that nobody asked for; null where somebody did
 * @param current index of the path that it is at
 * @param after the file (absolute, encoded) behind which it goes on; empty at the beginning of a path
 */
record ImportParameters(
        List<String> paths,
        @Nullable String author,
        boolean explicit,
        @Nullable Long fileStorageId,
        @Nullable Long contributor,
        @Nullable Quiet quiet,
        int current,
        String after) {
    private static final JsonMapper JSON = JsonMapper.shared();

    static ImportParameters of(
            List<String> paths, @Nullable String author, boolean explicit, @Nullable Long fileStorageId, Scope scope) {
        return new ImportParameters(paths, author, explicit, fileStorageId, contributor(scope), null, 0, "");
    }

    /**
     * How to look into folders that nobody asked for. Such a job leaves no trace when nothing is new.
     *
     * @param flat those of the paths whose folders are left out
     * @param settledMillis how long ago a file must have been changed, so that it is not taken for one that is being written
     */
    record Quiet(Set<String> flat, long settledMillis) {}

    static ImportParameters ofQuietScan(List<String> paths, Quiet quiet) {
        return new ImportParameters(paths, null, false, null, null, quiet, 0, "");
    }

    private static @Nullable Long contributor(Scope scope) {
        return scope.contributor().isPresent() ? scope.contributor().getAsLong() : null;
    }

    /** The owner's scope, in which what is added is the contributor's. */
    Scope within(Scope owners) {
        return contributor == null ? owners : owners.by(contributor);
    }

    boolean isQuiet() {
        return quiet != null;
    }

    /** Whether the folders in the current path are left out. */
    boolean isFlat() {
        return quiet != null && quiet.flat().contains(paths.get(current));
    }

    /** The contributor alone, of a job of any age: the rest may be as an older server wrote it. */
    static OptionalLong contributorIn(String json) {
        var contributor = JSON.readTree(json).path("contributor");
        return contributor.canConvertToLong() ? OptionalLong.of(contributor.longValue()) : OptionalLong.empty();
    }

    static ImportParameters fromJson(String json) {
        return JSON.readValue(json, ImportParameters.class);
    }

    String toJson() {
        return JSON.writeValueAsString(this);
    }

    /** The same, gone on behind a file of the current path. */
    ImportParameters behind(String file) {
        return new ImportParameters(paths, author, explicit, fileStorageId, contributor, quiet, current, file);
    }

    /** The same, at the beginning of the next path. */
    ImportParameters atNextPath() {
        return new ImportParameters(paths, author, explicit, fileStorageId, contributor, quiet, current + 1, "");
    }

    boolean isAtEnd() {
        return current >= paths.size();
    }
}
