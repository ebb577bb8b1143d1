package org.imalink.operation.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.imalink.operation.DataDirectory;
import org.imalink.operation.Progress;
import org.imalink.operation.verify.Finding.Kind;
import org.jspecify.annotations.Nullable;

/** Whether each photo, in use or parked, has the previews that it shows, and a hotpreview's bytes are those of its name. */
final class PreviewSoundness {
    private final JdbcSource source;
    private final DataDirectory directory;
    private final Reopening again;
    private final Consumer<Finding> findings;

    /** Opens the database anew, as it is by now. */
    @FunctionalInterface
    interface Reopening {
        JdbcSource open() throws SQLException;
    }

    PreviewSoundness(JdbcSource source, DataDirectory directory, Reopening again, Consumer<Finding> findings) {
        this.source = source;
        this.directory = directory;
        this.again = again;
        this.findings = findings;
    }

    void check(Progress progress) throws SQLException {
        for (var place : List.of("", "parked_")) {
            findMissing(place);
        }
        readHotpreviews(progress);
        lookAtColdpreviews(progress);
    }

    /** The server of the single-user time kept previews with files: a photo that lost its files there came without. */
    private void findMissing(String place) throws SQLException {
        var photos = place + "photos";
        source.each(
                """
                select p.id, p.hothash, exists (select 1 from %1$simage_files f where f.photo_id = p.id)
                from %1$sphotos p where not exists (select 1 from hotpreviews h where h.hothash = p.hothash)""".formatted(place),
                row -> findings.accept(new Finding(
                        row.getBoolean(3),
                        Kind.UNSOUND,
                        photos,
                        row.getString(1),
                        null,
                        row.getBoolean(3)
                                ? "has no hotpreview"
                                : "has neither files nor a hotpreview, as a library that was adopted may have")));
        source.each(
                """
                select p.id, p.coldpreview_sha256 from %1$sphotos p where p.coldpreview_sha256 is not null
                and not exists (select 1 from coldpreviews c where c.sha256 = p.coldpreview_sha256)""".formatted(place),
                row -> findings.accept(Finding.unsound(
                        photos, row.getString(1), "shows a coldpreview that no row tells of: " + row.getString(2))));
    }

    private void readHotpreviews(Progress progress) throws SQLException {
        var digest = sha256();
        var done = new long[1];
        source.each("select hothash, jpeg from hotpreviews", row -> {
            var hash = HexFormat.of().formatHex(digest.digest(row.getBytes(2)));
            if (!hash.equals(row.getString(1))) {
                findings.accept(
                        Finding.unsound("hotpreviews", row.getString(1), "has other bytes than its name stands for"));
            }
            progress.report("Reading hotpreviews", ++done[0], 0);
        });
    }

    private void lookAtColdpreviews(Progress progress) throws SQLException {
        var done = new long[1];
        source.each("select sha256, file_size from coldpreviews", row -> {
            var sha256 = row.getString(1);
            var problem = problem(sha256, row.getLong(2));
            if (problem != null && isStillThere(sha256)) {
                findings.accept(Finding.unsound("coldpreviews", sha256, problem + shownBy(sha256)));
            }
            progress.report("Looking at coldpreviews", ++done[0], 0);
        });
    }

    private @Nullable String problem(String sha256, long size) {
        var file = directory.coldpreview(sha256);
        try {
            if (!Files.isRegularFile(file)) {
                return "its file %s is lost".formatted(file);
            }
            return Files.size(file) == size
                    ? null
                    : "its file %s has %d bytes instead of %d".formatted(file, Files.size(file), size);
        } catch (IOException e) {
            return "its file %s cannot be read: %s".formatted(file, e.getMessage());
        }
    }

    /** It may have been replaced since the snapshot, and its file taken away. */
    private boolean isStillThere(String sha256) throws SQLException {
        try (var now = again.open()) {
            return now.has("coldpreviews", "sha256 = ?", sha256);
        }
    }

    private String shownBy(String sha256) throws SQLException {
        var photos = source.texts(
                "select origin || ' ' || photo_id from needed_previews where coldpreview_sha256 = ? order by 1 limit 3",
                sha256);
        return photos.isEmpty() ? "" : ", which is shown by " + String.join(", ", photos);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
