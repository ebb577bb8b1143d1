package org.imalink.cli;

import java.util.Optional;
import org.imalink.database.Database;
import org.imalink.database.DatabaseLocation;
import org.imalink.database.RowSecurity;
import org.imalink.database.ServingRole;
import org.imalink.operation.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a database by the role that owns its tables, and for requests by another one that owns none. */
final class TwoRoles {
    private static final Logger LOG = LoggerFactory.getLogger(TwoRoles.class);

    private TwoRoles() {}

    /**
     * For the owner.
     *
     * @param serving by the role that requests come through, where that is another one
     * @throws RefusedException when that is another database
     */
    static Database open(DatabaseLocation location, Optional<DatabaseLocation.Postgresql> serving) {
        if (serving.isPresent() && location instanceof DatabaseLocation.Postgresql owner) {
            var role = ServingRole.at(serving.get());
            if (!role.isAtDatabaseOf(owner)) {
                throw new RefusedException("%s and %s are two databases (%s and %s). Give the same one, by two roles."
                        .formatted(
                                Setting.DATABASE_URL.names(),
                                Setting.DATABASE_OWNER_URL.names(),
                                role.location(),
                                owner));
            }
            return Database.openAsOwner(owner, role);
        }
        return Database.open(location);
    }

    /** For what people ask for, once the tables are there. */
    static Database requests(Database owner) {
        var security = owner.rowSecurity();
        if (security == RowSecurity.OWNING_ROLE || security == RowSecurity.EXEMPT_ROLE) {
            LOG.warn("Row-level security is off: {}.", security.reason());
        }
        return owner.openForRequests();
    }
}
