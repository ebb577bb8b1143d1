package org.imalink.operation.verify;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of one table, one after the other, in the order of its key. For one thread. */
interface RowStream extends AutoCloseable {
    /** The values of the next row, by the position of the column that was asked for; null behind the last one. */
    @Nullable
    List<@Nullable String> next() throws SQLException, IOException;

    @Override
    void close() throws SQLException, IOException;
}
