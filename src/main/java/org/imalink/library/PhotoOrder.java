package org.imalink.library;

import static org.imalink.database.schema.Tables.PHOTOS;

import java.util.List;
import org.jooq.Field;
import org.jooq.OrderField;

/**
 * In which order to list photos; equal ones newest first. Photos without the value count as the smallest.
 *
 * @param by what to compare
 */
public record PhotoOrder(By by, boolean descending) {
    public static final PhotoOrder NEWEST_FIRST = new PhotoOrder(By.TAKEN_AT, true);

    public enum By {
        TAKEN_AT(PHOTOS.TAKEN_AT),
        CREATED_AT(PHOTOS.CREATED_AT),
        UPDATED_AT(PHOTOS.UPDATED_AT),
        TITLE(PHOTOS.TITLE),
        RATING(PHOTOS.RATING);

        private final Field<?> field;

        By(Field<?> field) {
            this.field = field;
        }
    }

    List<OrderField<?>> fields() {
        var first = descending ? by.field.desc().nullsLast() : by.field.asc().nullsFirst();
        return List.of(first, PHOTOS.CREATED_AT.desc(), PHOTOS.ID.desc());
    }
}
