package org.imalink.library;

import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.PHOTOS;
import static org.imalink.database.schema.Tables.PHOTO_SEARCH;
import static org.jooq.impl.DSL.inline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imalink.access.Scope;
import org.imalink.database.Engine;
import org.imalink.database.schema.tables.records.PhotoSearchRecord;
import org.imalink.library.LibraryCounts.Key;
import org.jooq.DSLContext;

/**
 * What searches and counts know of photos. Whoever changes a photo, its tags, files or author calls {@link #lock} before
 * and {@link #refresh} after, in the same transaction; whoever deletes one calls {@link #remove} before.
 */
public final class SearchIndex {
    private static final long LOCK = 0x494d_4153_0000_0000L;

    /** A power of two, so that they are written in one statement. */
    static final int PHOTOS_AT_ONCE = 512;

    /**
     * How many photos are indexed anew in one transaction where other writers are to come in between. With fewer they would
     * hardly wait shorter: SQLite merges its lists behind every transaction, however little it wrote.
     */
    static final int PHOTOS_PER_STEP = 200;

    private SearchIndex() {}

    /**
     * Lets nobody else write this owner's index until the transaction ends, where writers do not wait for each other
     * anyway. Comes before every other lock of the transaction, so that no two wait for each other.
     */
    public static void lock(DSLContext tx, Scope scope) {
        if (Engine.of(tx) == Engine.POSTGRESQL) {
            tx.execute("select pg_advisory_xact_lock(?)", LOCK + scope.owner());
        }
    }

    /** Brings the index up to what the photos are now; those that are gone must have been {@link #remove removed}. */
    public static void refresh(DSLContext tx, Scope scope, Collection<Long> photoIds) {
        for (var some : portions(photoIds)) {
            write(tx, scope, some, SearchDocuments.read(tx, scope, some));
        }
    }

    /** Takes photos out of the index. */
    public static void remove(DSLContext tx, Scope scope, Collection<Long> photoIds) {
        for (var some : portions(photoIds)) {
            write(tx, scope, some, Map.of());
        }
    }

    /** The photos that name an author, whether there is one with that id or not. */
    static List<Long> photosOfAuthor(DSLContext tx, Scope scope, long authorId) {
        return tx.select(PHOTOS.ID)
                .from(PHOTOS)
                .where(scope.rows(PHOTOS))
                .and(PHOTOS.AUTHOR_ID.eq(authorId))
                .fetch(PHOTOS.ID);
    }

    /** As many of them as a step takes, and one more where there are more. */
    static List<Long> somePhotosOfAuthor(DSLContext tx, Scope scope, long authorId) {
        return tx.select(PHOTOS.ID)
                .from(PHOTOS)
                .where(scope.rows(PHOTOS))
                .and(PHOTOS.AUTHOR_ID.eq(authorId))
                .limit(PHOTOS_PER_STEP + 1)
                .fetch(PHOTOS.ID);
    }

    /** The photos that have files of an import session. */
    static List<Long> photosOfSession(DSLContext tx, Scope scope, long importSessionId) {
        return tx.selectDistinct(IMAGE_FILES.PHOTO_ID)
                .from(IMAGE_FILES)
                .where(scope.rows(IMAGE_FILES))
                .and(IMAGE_FILES.IMPORT_SESSION_ID.eq(importSessionId))
                .fetch(IMAGE_FILES.PHOTO_ID);
    }

    /**
     * What the index holds of these photos, by their ids. The owner's index is of no use here, and SQLite would read all rows
     * of an owner by it.
     */
    static Map<Long, SearchDocument> indexed(DSLContext tx, Scope scope, Collection<Long> photoIds) {
        return tx.select(PHOTO_SEARCH.PHOTO_ID, PHOTO_SEARCH.SORT_KEY, PHOTO_SEARCH.WORDS, PHOTO_SEARCH.FACETS)
                .from(PHOTO_SEARCH)
                .where(PHOTO_SEARCH.PHOTO_ID.in(photoIds))
                .and(scope.rows(PHOTO_SEARCH.USER_ID.plus(inline(0L))))
                .fetchMap(PHOTO_SEARCH.PHOTO_ID, row -> new SearchDocument(row.value2(), row.value3(), row.value4()));
    }

    private static void write(
            DSLContext tx, Scope scope, Collection<Long> photoIds, Map<Long, SearchDocument> documents) {
        var before = indexed(tx, scope, photoIds);
        var counts = new HashMap<Key, Integer>();
        var outdated = new ArrayList<Long>();
        var added = new ArrayList<PhotoSearchRecord>();
        for (long id : photoIds) {
            var old = before.get(id);
            var document = documents.get(id);
            if (old != null && !old.equals(document)) {
                outdated.add(old.sortKey());
                old.count(counts, -1);
            }
            if (document != null && !document.equals(old)) {
                added.add(new PhotoSearchRecord(
                        document.sortKey(), id, scope.owner(), document.words(), document.facets()));
                document.count(counts, 1);
            }
        }
        if (!outdated.isEmpty()) {
            tx.deleteFrom(PHOTO_SEARCH)
                    .where(PHOTO_SEARCH.SORT_KEY.in(outdated))
                    .execute();
        }
        insert(tx, added);
        LibraryCounts.change(tx, scope, counts);
    }

    /**
     * Many rows in one statement, and in their order: SQLite writes the lists of its full-text index out before each
     * statement, and whenever a row comes before the one that came last.
     */
    private static void insert(DSLContext tx, List<PhotoSearchRecord> rows) {
        rows.sort(Comparator.comparing(PhotoSearchRecord::getSortKey));
        int size;
        for (int from = 0; from < rows.size(); from += size) {
            // Of a few sizes only, because connections keep their statements.
            size = Integer.highestOneBit(rows.size() - from);
            tx.insertInto(PHOTO_SEARCH)
                    .columns(PHOTO_SEARCH.fields())
                    .valuesOfRecords(rows.subList(from, from + size))
                    .execute();
        }
    }

    private static List<List<Long>> portions(Collection<Long> photoIds) {
        var all = photoIds.stream().distinct().toList();
        var portions = new ArrayList<List<Long>>();
        for (int from = 0; from < all.size(); from += PHOTOS_AT_ONCE) {
            portions.add(all.subList(from, Math.min(all.size(), from + PHOTOS_AT_ONCE)));
        }
        return portions;
    }
}
