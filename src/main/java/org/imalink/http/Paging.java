package org.imalink.http;

import java.util.function.BiConsumer;
import org.imalink.library.Page;

/** Which part of a list is asked for, and how the contract wraps it. */
final class Paging {
    static final Field<Long> OFFSET = Field.withDefault("offset", WholeNumber.between(0, Long.MAX_VALUE), 0L);
    static final Field<Long> LIMIT = Field.withDefault("limit", WholeNumber.between(1, 1000), 100L);

    private Paging() {}

    static long offset(Call call) {
        return call.get(OFFSET);
    }

    static int limit(Call call) {
        return call.get(LIMIT).intValue();
    }

    static <T> Answer answer(Call call, Page<T> page, BiConsumer<JsonWriter, T> fields) {
        return Answer.object(out -> out.array("data", page.rows(), (list, row) -> list.object(row, fields))
                .object("meta", page, (meta, whole) -> write(meta, whole.total(), offset(call), limit(call)))
                .nullField("links"));
    }

    private static void write(JsonWriter meta, long total, long offset, int limit) {
        meta.field("total", total)
                .field("offset", offset)
                .field("limit", limit)
                .field("page", offset / limit + 1)
                .field("pages", Math.ceilDiv(total, limit));
    }
}
