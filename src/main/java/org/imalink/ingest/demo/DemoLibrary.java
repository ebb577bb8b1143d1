package org.imalink.ingest.demo;

import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.PHOTOS;

import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.imalink.access.Scope;
import org.imalink.access.Viewer;
import org.imalink.database.Database;
import org.imalink.database.Engine;
import org.imalink.database.Timestamps;
import org.imalink.library.Authors;
import org.imalink.library.ImportSessions;
import org.imalink.library.SearchIndex;
import org.imalink.operation.Progress;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;

/**
 * Fills a library with made-up photos, 100,000 in about a minute: rows with real hotpreviews, but without originals. Photos
 * lie uneven over 20 years, every other one has a raw file beside it.
 */
public final class DemoLibrary {
    private static final int PHOTOS_AT_ONCE = 2_000;

    private static final List<String> AUTHOR_NAMES =
            List.of("Ingrid Solberg", "Anders Vik", "Maja Lien", "Ola Nordhus", "Sara Eide", "Per Åsen");

    private final Database database;
    private final long seed;
    private final LocalDateTime now = Timestamps.now();
    private final DemoPreviews previews;
    private final List<Long> authors;

    private DemoLibrary(Database database, long seed) {
        this.database = database;
        this.seed = seed;
        this.previews = new DemoPreviews(seed);
        this.authors = database.write(tx -> AUTHOR_NAMES.stream()
                .map(name -> Authors.findOrAdd(tx, scope(), name).id())
                .toList());
    }

    /** Fills without telling; see {@link #fill(Database, int, long, Progress)}. */
    public static void fill(Database database, int photos, long seed) {
        fill(database, photos, seed, Progress.UNHEARD);
    }

    /**
     * Adds made-up photos.
     *
     * @param database with the newest schema
     * @param photos how many
     * @param seed the same seed makes the same photos; a library can hold those of several seeds
     */
    public static void fill(Database database, int photos, long seed, Progress progress) {
        new DemoLibrary(database, seed).fill(photos, progress);
    }

    private void fill(int photos, Progress progress) {
        for (int first = 0; first < photos; first += PHOTOS_AT_ONCE) {
            int from = first;
            int to = Math.min(photos, first + PHOTOS_AT_ONCE);
            var some = IntStream.range(from, to)
                    .mapToObj(number -> MadeUpPhoto.number(number, seed, DemoPreviews.DIFFERENT, authors.size()))
                    .toList();
            DemoPreviews.drawAll(some);
            database.writeBatch(tx -> add(tx, from, some));
            progress.report("Making up photos", to, photos);
        }
        if (database.engine() == Engine.POSTGRESQL) {
            database.write(DemoLibrary::continueIds);
        }
    }

    /** Ids that were written out do not move the counters of this engine. */
    private static boolean continueIds(DSLContext tx) {
        for (var table : List.of("photos", "image_files")) {
            tx.execute(
                    "select setval(pg_get_serial_sequence('%1$s', 'id'), (select max(id) from %1$s))".formatted(table));
        }
        return true;
    }

    private boolean add(DSLContext tx, int from, List<MadeUpPhoto> photos) {
        SearchIndex.lock(tx, scope());
        var session = ImportSessions.add(
                tx, scope(), "Photos %d to %d".formatted(from + 1, from + photos.size()), null, null);
        var rows = new DemoRows(
                previews,
                authors,
                seed,
                now,
                nextId(tx, PHOTOS, PHOTOS.ID),
                nextId(tx, IMAGE_FILES, IMAGE_FILES.ID),
                session);
        for (int index = 0; index < photos.size(); index++) {
            rows.add(from + index, photos.get(index));
        }
        rows.insert(tx);
        SearchIndex.refresh(tx, scope(), rows.photoIds());
        return true;
    }

    private static long nextId(DSLContext tx, Table<?> table, Field<Long> id) {
        return 1
                + tx.select(id)
                        .from(table)
                        .orderBy(id.desc())
                        .limit(1)
                        .fetchOptional(id)
                        .orElse(0L);
    }

    private static Scope scope() {
        return Scope.of(new Viewer.Operator());
    }
}
