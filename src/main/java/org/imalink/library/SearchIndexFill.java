package org.imalink.library;

import static org.imalink.database.schema.Tables.LIBRARY_COUNTS;
import static org.imalink.database.schema.Tables.PHOTOS;
import static org.imalink.database.schema.Tables.PHOTO_SEARCH;
import static org.imalink.database.schema.Tables.SEARCH_STATE;

import org.imalink.database.Database;
import org.imalink.database.Engine;
import org.imalink.operation.Progress;
import org.jooq.DSLContext;

/**
 * Indexes the photos of a library that is older than the index or its rules, some photos per transaction; killed at any
 * moment, the next call goes on where this one stopped. Runs before anybody searches, and while nobody writes; for the photos of all owners.
 */
public final class SearchIndexFill {
    private static final int PHOTOS_AT_ONCE = 1000;

    private final Database database;
    private final Progress progress;

    public SearchIndexFill(Database database, Progress progress) {
        this.database = database;
        this.progress = progress;
    }

    /** Nothing to do, and quickly, when every photo is indexed by the present rules. */
    public void run() {
        if (database.<Integer>read(tx -> tx.select(SEARCH_STATE.VERSION)
                        .from(SEARCH_STATE)
                        .fetchSingle()
                        .value1())
                == SearchDocuments.VERSION) {
            return;
        }
        long total = database.<Integer>read(tx -> tx.fetchCount(PHOTOS));
        long done = 0;
        int some;
        do {
            some = database.writeBatch(SearchIndexFill::fillSome);
            done += some;
            if (some > 0) {
                progress.report("Indexing photos for search", Math.min(done, total), total);
            }
        } while (some > 0);
    }

    /** Makes the index and the counts anew, whatever is in them. */
    public void rebuild() {
        database.write(tx -> {
            if (Engine.of(tx) == Engine.SQLITE) {
                // The triggers take out what the rows say, so that the index must say the same first.
                tx.execute("insert into photo_search_fts (photo_search_fts) values ('rebuild')");
            }
            tx.deleteFrom(PHOTO_SEARCH).execute();
            tx.deleteFrom(LIBRARY_COUNTS).execute();
            return tx.update(SEARCH_STATE)
                    .set(SEARCH_STATE.VERSION, 0)
                    .set(SEARCH_STATE.TARGET, 0)
                    .set(SEARCH_STATE.FILLED_TO, 0L)
                    .execute();
        });
        run();
    }

    /** @return how many photos were indexed; 0 when all are */
    private static int fillSome(DSLContext tx) {
        var state = tx.selectFrom(SEARCH_STATE).fetchSingle();
        // Rules that are newer than those of a fill that was stopped begin at the first photo.
        long from = state.getTarget() == SearchDocuments.VERSION ? state.getFilledTo() : 0;
        var photos = EverybodysPhotos.next(tx, from, PHOTOS_AT_ONCE);
        for (var owned : photos.byOwner()) {
            SearchIndex.lock(tx, owned.scope());
            SearchIndex.refresh(tx, owned.scope(), owned.ids());
        }
        boolean done = photos.count() == 0;
        tx.update(SEARCH_STATE)
                .set(SEARCH_STATE.TARGET, SearchDocuments.VERSION)
                .set(SEARCH_STATE.FILLED_TO, photos.last())
                .set(SEARCH_STATE.VERSION, done ? SearchDocuments.VERSION : state.getVersion())
                .execute();
        return photos.count();
    }
}
