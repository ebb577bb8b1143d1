package org.imalink.operation;

import static org.imalink.database.schema.Tables.HOTPREVIEWS;

import java.io.IOException;
import java.sql.SQLException;
import org.imalink.database.Database;
import org.imalink.database.DatabaseLocation;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** How much room a copy takes on which a whole transition is tried. */
final class CopySpace {
    /** What a file system and a server beside it need to go on living. */
    private static final long LEFT_FREE = 32L << 20;

    /**
     * How many times the rows take their room again while they are given owners and lose them: in tables and indexes that
     * grow, and in what is written ahead of them.
     */
    private static final int TIMES_ROWS = 3;

    private static final int SAMPLE = 500;

    private CopySpace() {}

    /** Bytes in the data directory. Most of a library are previews, which no transition touches. */
    static long needed(Database live, DatabaseLocation location) throws IOException, SQLException {
        return LEFT_FREE
                + switch (location) {
                    case DatabaseLocation.Sqlite(var file) -> {
                        long all = new SqliteDump(file).space();
                        long rows = Math.max(0, all - live.<Long>read(CopySpace::previews));
                        yield all + TIMES_ROWS * rows;
                    }
                    case DatabaseLocation.Postgresql ignored -> new PostgresqlDump().space(live);
                };
    }

    private static long previews(DSLContext tx) {
        var some = tx.select(HOTPREVIEWS.JPEG).from(HOTPREVIEWS).limit(SAMPLE).asTable("some");
        var length = DSL.avg(DSL.binaryOctetLength(some.field(HOTPREVIEWS.JPEG)));
        var average = tx.select(length).from(some).fetchSingle().value1();
        return average == null ? 0 : average.longValue() * tx.fetchCount(HOTPREVIEWS);
    }
}
