package org.imalink.library;

import static org.imalink.database.schema.Tables.PHOTOS;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.imalink.access.Libraries;
import org.imalink.access.Scope;
import org.jooq.DSLContext;

/**
 * Some photos of all owners, for what keeps derived rows right whether anybody sees them or not.
 *
 * @param byOwner their ids, each in the scope of its owner
 * @param count how many they are
 * @param last the highest id; the one they begin behind when there are none
 */
record EverybodysPhotos(List<Owned> byOwner, int count, long last) {
    /** Photos of one owner. */
    record Owned(Scope scope, List<Long> ids) {}

    /**
     * The next photos in the order of their ids.
     *
     * @param after only photos with a greater id
     */
    static EverybodysPhotos next(DSLContext tx, long after, int limit) {
        var owner = Scope.ownerOf(tx, PHOTOS);
        SortedMap<Long, List<Long>> ids = new TreeMap<>();
        long last = after;
        int count = 0;
        for (var row : tx.select(PHOTOS.ID, owner)
                .from(PHOTOS)
                .where(PHOTOS.ID.gt(after))
                .orderBy(PHOTOS.ID)
                .limit(limit)
                .fetch()) {
            ids.computeIfAbsent(row.value2(), first -> new ArrayList<>()).add(row.value1());
            last = row.value1();
            count++;
        }
        return new EverybodysPhotos(
                ids.entrySet().stream()
                        .map(entry -> new Owned(Libraries.of(entry.getKey()), entry.getValue()))
                        .toList(),
                count,
                last);
    }
}
