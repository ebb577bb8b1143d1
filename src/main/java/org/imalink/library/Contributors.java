package org.imalink.library;

import static org.imalink.database.schema.Tables.CONTRIBUTIONS;
import static org.imalink.database.schema.Tables.PHOTOS;
import static org.imalink.database.schema.Tables.USERS;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.when;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.imalink.access.Scope;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * Who added what, for those who may know it ({@link Scope#knowsContributors}); everybody else is told of nobody, as where
 * nobody has added anything.
 */
public final class Contributors {
    /** Who has left takes their name along, and brings it back with the account. */
    private static final Field<String> NAME =
            when(USERS.IS_ACTIVE, coalesce(USERS.DISPLAY_NAME, USERS.USERNAME)).as("name");

    private Contributors() {}

    /**
     * A person who added something.
     *
     * @param name what others call them; null for somebody who has left
     * @param isViewer whether it is who asks
     */
    public record Contributor(@Nullable String name, boolean isViewer) {
        static Contributor gone() {
            return new Contributor(null, false);
        }
    }

    /** @param isFirst whether the photo came into the library with them; otherwise they added it too */
    public record OfPhoto(Contributor contributor, boolean isFirst) {}

    /**
     * Who added a photo, in the order in which they did.
     *
     * @throws LibraryException.Missing when the viewer has no such photo
     */
    public static List<OfPhoto> ofPhoto(DSLContext tx, Scope scope, String hothash) {
        if (!Photos.exists(tx, scope, hothash)) {
            throw Photos.missing(hothash);
        }
        if (!scope.knowsContributors()) {
            return List.of();
        }
        return tx.select(USERS.ID, NAME, CONTRIBUTIONS.CONTRIBUTED_AT.eq(PHOTOS.CREATED_AT))
                .from(PHOTOS)
                .join(CONTRIBUTIONS)
                .on(CONTRIBUTIONS.PHOTO_ID.eq(PHOTOS.ID))
                .join(USERS)
                .on(USERS.ID.eq(CONTRIBUTIONS.USER_ID))
                .where(Photos.named(scope, hothash))
                .orderBy(CONTRIBUTIONS.CONTRIBUTED_AT, USERS.ID)
                .fetch(row -> new OfPhoto(new Contributor(row.value2(), row.value1() == scope.viewer()), row.value3()));
    }

    /**
     * Names people who are known by their ids alone, as a job knows for whom it adds.
     *
     * @return each of them; nobody where the viewer may not know
     */
    public static Map<Long, Contributor> named(DSLContext tx, Scope scope, Collection<Long> users) {
        if (!scope.knowsContributors()) {
            return Map.of();
        }
        var known = tx.select(USERS.ID, NAME)
                .from(USERS)
                .where(USERS.ID.in(users))
                .fetchMap(USERS.ID, row -> new Contributor(row.value2(), row.value1() == scope.viewer()));
        return users.stream()
                .distinct()
                .collect(Collectors.toMap(Function.identity(), id -> known.getOrDefault(id, Contributor.gone())));
    }
}
