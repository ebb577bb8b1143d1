package org.imalink.operation;

import static org.imalink.database.schema.Tables.AUDIT_EVENTS;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import org.jooq.DSLContext;
import tools.jackson.databind.json.JsonMapper;

/** The trail of what the operator did and what the server deleted by itself, one row for each action; rows are only ever added. */
public final class Audit {
    private Audit() {}

    /** What is written down. */
    public enum Action {
        ROOT_REGISTERED,
        IMPORT_STARTED,
        BACKUP_CREATED,
        BACKUP_RESTORED,
        ADOPTION_BEGUN,
        ADOPTION_FINISHED,
        TRASH_CLEARED,
        USER_ADDED,
        USER_CHANGED,
        USER_INVITED,
        INVITATION_WITHDRAWN,
        PASSWORD_SET,
        PASSWORD_RESET,
        SIGN_INS_ENDED,
        KEYS_ROTATED,
        LIBRARY_CLAIMED,
        LIBRARY_UNCLAIMED,
        LEVEL_CHANGED,
        PHASE_CHANGED;

        /** As the row has it: {@code backup-created}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Adds a row in the transaction of the action itself.
     *
     * @param details what a reader needs to find the thing: ids, names, figures; never secrets
     */
    public static void add(DSLContext tx, Action action, Map<String, ?> details) {
        add(tx, "operator", action, details);
    }

    /** The same for what the server did without being asked. */
    public static void addOfMaintenance(DSLContext tx, Action action, Map<String, ?> details) {
        add(tx, "maintenance", action, details);
    }

    /**
     * The same for what a person with an account did.
     *
     * @param actor who it was, in a word or two that name no e-mail
     */
    public static void add(DSLContext tx, String actor, Action action, Map<String, ?> details) {
        tx.insertInto(AUDIT_EVENTS)
                .set(AUDIT_EVENTS.HAPPENED_AT, LocalDateTime.now(ZoneOffset.UTC))
                .set(AUDIT_EVENTS.ACTOR, actor)
                .set(AUDIT_EVENTS.ACTION, action.key())
                .set(AUDIT_EVENTS.DETAILS, JsonMapper.shared().writeValueAsString(details))
                .execute();
    }
}
