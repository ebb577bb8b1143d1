package org.imalink.ingest;

import static org.imalink.database.schema.Tables.CAPTURES;
import static org.imalink.database.schema.Tables.FILE_PLACES;
import static org.imalink.database.schema.Tables.HOTPREVIEWS;
import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.IMAGE_FILE_DETAILS;
import static org.imalink.database.schema.Tables.IMPORT_SESSIONS;
import static org.imalink.database.schema.Tables.JOBS;
import static org.imalink.database.schema.Tables.JOB_RESULTS;
import static org.imalink.database.schema.Tables.LIBRARY_ROOTS;
import static org.imalink.database.schema.Tables.PHOTOS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imalink.database.Database;
import org.imalink.preview.Hotpreviews;
import org.jooq.DSLContext;

/** What a library holds, and what lies in a folder, as lines that can be compared. */
public final class LibrarySnapshot {
    private LibrarySnapshot() {}

    /** Everything of the library but ids and the times at which rows were written; and the jobs with their results. */
    public static List<String> of(Database database) {
        return database.read(LibrarySnapshot::lines);
    }

    private static List<String> lines(DSLContext tx) {
        var lines = new ArrayList<String>();
        tx.select(
                        PHOTOS.HOTHASH,
                        PHOTOS.WIDTH,
                        PHOTOS.HEIGHT,
                        PHOTOS.TAKEN_AT,
                        PHOTOS.TAKEN_OFFSET_MINUTES,
                        PHOTOS.TAKEN_SOURCE,
                        PHOTOS.GPS_LATITUDE,
                        PHOTOS.GPS_LONGITUDE,
                        PHOTOS.AUTHOR_ID)
                .from(PHOTOS)
                .orderBy(PHOTOS.HOTHASH)
                .forEach(row -> lines.add("photo " + Arrays.toString(row.intoArray())));
        tx.select(
                        IMAGE_FILES.SHA256,
                        IMAGE_FILES.FILENAME,
                        IMAGE_FILES.FILE_SIZE,
                        IMAGE_FILES.PERCEPTUAL_HASH,
                        PHOTOS.HOTHASH,
                        IMAGE_FILE_DETAILS.EXIF_DICT,
                        CAPTURES.FORMAT,
                        CAPTURES.ORIENTATION)
                .from(IMAGE_FILES)
                .join(PHOTOS)
                .on(PHOTOS.ID.eq(IMAGE_FILES.PHOTO_ID))
                .join(IMAGE_FILE_DETAILS)
                .on(IMAGE_FILE_DETAILS.IMAGE_FILE_ID.eq(IMAGE_FILES.ID))
                .join(CAPTURES)
                .on(CAPTURES.IMAGE_FILE_ID.eq(IMAGE_FILES.ID))
                .orderBy(IMAGE_FILES.SHA256)
                .forEach(row -> lines.add("file " + Arrays.toString(row.intoArray())));
        tx.select(
                        LIBRARY_ROOTS.PATH,
                        FILE_PLACES.PATH,
                        FILE_PLACES.FILE_SIZE,
                        FILE_PLACES.MODIFIED_AT,
                        IMAGE_FILES.SHA256)
                .from(FILE_PLACES)
                .join(LIBRARY_ROOTS)
                .on(LIBRARY_ROOTS.ID.eq(FILE_PLACES.ROOT_ID))
                .join(IMAGE_FILES)
                .on(IMAGE_FILES.ID.eq(FILE_PLACES.IMAGE_FILE_ID))
                .orderBy(LIBRARY_ROOTS.PATH, FILE_PLACES.PATH)
                .forEach(row -> lines.add("place " + Arrays.toString(row.intoArray())));
        tx.select(HOTPREVIEWS.HOTHASH, HOTPREVIEWS.JPEG)
                .from(HOTPREVIEWS)
                .orderBy(HOTPREVIEWS.HOTHASH)
                .forEach(row -> lines.add("preview " + row.value1() + " of " + Hotpreviews.hothash(row.value2())));
        tx.select(
                        JOBS.ID,
                        JOBS.STATE,
                        JOBS.TITLE,
                        JOBS.TOTAL,
                        JOBS.PROCESSED,
                        JOBS.ADDED,
                        JOBS.KNOWN,
                        JOBS.SKIPPED,
                        JOBS.FAILED,
                        JOBS.ERROR)
                .from(JOBS)
                .orderBy(JOBS.ID)
                .forEach(row -> lines.add("job " + Arrays.toString(row.intoArray())));
        tx.select(JOB_RESULTS.JOB_ID, JOB_RESULTS.PATH, JOB_RESULTS.OUTCOME, JOB_RESULTS.REASON, JOB_RESULTS.DETAIL)
                .from(JOB_RESULTS)
                .orderBy(JOB_RESULTS.ID)
                .forEach(row -> lines.add("result " + Arrays.toString(row.intoArray())));
        lines.add("sessions " + tx.fetchCount(IMPORT_SESSIONS));
        return lines;
    }

    /** Names, kinds, sizes, times and contents of everything below a folder. */
    static List<String> ofFolder(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.sorted().map(LibrarySnapshot::line).toList();
        }
    }

    private static String line(Path file) {
        try {
            var time = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
            var content = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    ? Hotpreviews.hothash(Files.readAllBytes(file))
                    : "";
            return file.toUri() + " " + time + " " + content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
