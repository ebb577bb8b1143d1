package org.imalink.operation.verify;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** The tables of a database at one moment: a database that may be in use, or a backup. For one thread. */
sealed interface RowSource extends AutoCloseable permits JdbcSource, DumpSource {
    /** The columns that hold something of their own; none where there is no such table. */
    List<String> columns(String table) throws SQLException, IOException;

    /**
     * The rows of a table.
     *
     * @param columns some of those that it has
     * @param key by which they are in order: numbers by value, texts by their bytes in UTF-8
     */
    RowStream rows(String table, List<String> columns, List<String> key) throws SQLException, IOException;

    @Override
    void close() throws SQLException, IOException;
}
