package org.imalink.operation.verify;

import java.sql.SQLException;
import org.imalink.operation.RefusedException;

/**
 * Where a database stands, as its history says it.
 *
 * @param product the version of what every database has
 * @param level the tenancy level: 0 single-user, 1 with accounts, 2 with an owner on every row
 */
record Standing(int product, int level) {
    /** The product version whose tables and promises stand here. */
    static final int PRODUCT = 13;

    static Standing read(JdbcSource source) throws SQLException {
        return new Standing(version(source, "product"), version(source, "tenancy"));
    }

    private static int version(JdbcSource source, String axis) throws SQLException {
        var last = source.texts("""
                select case direction when 'up' then version else version - 1 end from schema_history
                where axis = ? order by id desc limit 1""", axis);
        return last.isEmpty() ? 0 : Integer.parseInt(last.getFirst());
    }

    /** @throws RefusedException when the promises of another version would be looked for */
    void refuseOtherProduct() {
        if (product != PRODUCT) {
            throw new RefusedException("The database has product version %d, and this verifies version %d. %s"
                    .formatted(
                            product,
                            PRODUCT,
                            product < PRODUCT
                                    ? "Start this ImaLink on it once, which brings it there: imalink check"
                                    : "Verify it with the ImaLink that wrote it."));
        }
    }
}
