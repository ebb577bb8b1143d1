package org.imalink.transition;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.imalink.access.Phase;
import org.imalink.access.Standing;
import org.imalink.account.Accounts;
import org.imalink.account.Overview;
import org.imalink.account.Registration;
import org.imalink.database.RowSecurity;
import org.imalink.database.Schema;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where the server stands, for who looks after it. Immutable.
 *
 * @param level the tenancy level of the database: 0, 1 or 2
 * @param registration who may make an account by themselves
 * @param fileWish what {@code multiuser.json} wishes and nobody did, with what to do; null when nothing
 * @param rowSecurity of PostgreSQL; null on another engine
 * @param run the task that goes on, or the last one; null where none was begun since the server started
 */
public record TransitionStatus(
        Standing standing,
        int level,
        Overview accounts,
        Registration registration,
        @Nullable String fileWish,
        @Nullable RowSecurity rowSecurity,
        @Nullable TransitionRun run) {

    /** As the transaction sees it. */
    public static TransitionStatus read(
            DSLContext tx,
            Phases phases,
            Registration registration,
            RowSecurity rowSecurity,
            Optional<TransitionRun> run) {
        var standing = Standing.read(tx);
        int level = Schema.tenancy(tx);
        return new TransitionStatus(
                standing,
                level,
                Accounts.overview(tx),
                standing.phase().isAtLeast(Phase.FOUNDATION) ? registration : Registration.CLOSED,
                phases.wish().orElse(null),
                rowSecurity == RowSecurity.ABSENT ? null : rowSecurity.at(level),
                run.orElse(null));
    }

    /** As a server answers it and a command prints it. */
    public Map<String, @Nullable Object> tree() {
        var tree = tree(standing);
        tree.put("tenancy_level", level);
        tree.put("farthest", Phase.FARTHEST.code());
        tree.put("has_admin", accounts.hasAdmin());
        tree.put("is_claimed", accounts.isClaimed());
        tree.put("users", accounts.activeUsers());
        tree.put("registration", registration.code());
        tree.put("file_wish", fileWish);
        tree.put("row_security", rowSecurity == null ? null : rowSecurity.code());
        tree.put("run", run == null ? null : run.tree());
        return tree;
    }

    static Map<String, @Nullable Object> tree(Standing standing) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("phase", standing.phase().number());
        tree.put("phase_name", standing.phase().code());
        tree.put("epoch", standing.epoch());
        return tree;
    }
}
