package org.imalink.account;

import static org.imalink.database.schema.Tables.USER_CODES;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.imalink.database.schema.tables.records.UserCodesRecord;
import org.imalink.operation.OneTimeCode;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The table of codes that somebody was given; of a code, only its digest is kept. */
final class CodeRows {
    private static final String INVITATION = "invitation";
    private static final String RESET = "reset";
    private static final Duration INVITATION_LIFE = Duration.ofDays(7);
    private static final Duration RESET_LIFE = Duration.ofDays(1);

    private CodeRows() {}

    static GivenCode invite(DSLContext tx, @Nullable String email, Role role, boolean mayImport, LocalDateTime now) {
        var row = tx.newRecord(USER_CODES);
        row.setPurpose(INVITATION);
        row.setEmail(email);
        row.setRole(role.code());
        row.setIsImporter(mayImport);
        return insert(tx, row, now, now.plus(INVITATION_LIFE));
    }

    /** For a new password; the codes that the user has for that are worth nothing any more. */
    static GivenCode reset(DSLContext tx, User user, LocalDateTime now) {
        withdrawResets(tx, user.id(), now);
        var row = tx.newRecord(USER_CODES);
        row.setPurpose(RESET);
        row.setUserId(user.id());
        row.setRole(user.role().code());
        return insert(tx, row, now, now.plus(RESET_LIFE));
    }

    private static GivenCode insert(DSLContext tx, UserCodesRecord row, LocalDateTime now, LocalDateTime expires) {
        var code = OneTimeCode.draw();
        row.setCodeSha256(OneTimeCode.sha256(code.text()));
        row.setCreatedAt(now);
        row.setExpiresAt(expires);
        var id = tx.insertInto(USER_CODES)
                .set(row)
                .returning(USER_CODES.ID)
                .fetchSingle()
                .getId();
        return new GivenCode(id, code.text(), expires);
    }

    static Optional<Invitation> findInvitation(DSLContext tx, String code, LocalDateTime now) {
        return find(tx, INVITATION, code, now).map(CodeRows::invitation);
    }

    /**
     * A code for a new password.
     *
     * @param user whose it is
     */
    record Reset(long id, long user) {}

    static Optional<Reset> findReset(DSLContext tx, String code, LocalDateTime now) {
        return find(tx, RESET, code, now).map(row -> new Reset(row.getId(), row.getUserId()));
    }

    private static Optional<UserCodesRecord> find(DSLContext tx, String purpose, String code, LocalDateTime now) {
        return tx.selectFrom(USER_CODES)
                .where(USER_CODES.CODE_SHA256.eq(OneTimeCode.sha256(code)))
                .and(usable(purpose, now))
                .fetchOptional();
    }

    static List<Invitation> invitations(DSLContext tx, LocalDateTime now) {
        return tx.selectFrom(USER_CODES)
                .where(usable(INVITATION, now))
                .orderBy(USER_CODES.ID.desc())
                .fetch(CodeRows::invitation);
    }

    private static Condition usable(String purpose, LocalDateTime now) {
        return USER_CODES
                .PURPOSE
                .eq(purpose)
                .and(USER_CODES.USED_AT.isNull())
                .and(USER_CODES.WITHDRAWN_AT.isNull())
                .and(USER_CODES.EXPIRES_AT.gt(now));
    }

    private static Invitation invitation(UserCodesRecord row) {
        return new Invitation(
                row.getId(),
                row.getEmail(),
                Role.of(row.getRole()),
                row.getIsImporter(),
                row.getCreatedAt(),
                row.getExpiresAt());
    }

    static void use(DSLContext tx, long id, LocalDateTime now) {
        tx.update(USER_CODES)
                .set(USER_CODES.USED_AT, now)
                .where(USER_CODES.ID.eq(id))
                .execute();
    }

    /** @return whether there was such an invitation that could be used */
    static boolean withdrawInvitation(DSLContext tx, long id, LocalDateTime now) {
        return withdraw(tx, USER_CODES.ID.eq(id).and(usable(INVITATION, now)), now) > 0;
    }

    static void withdrawResets(DSLContext tx, long user, LocalDateTime now) {
        withdraw(tx, USER_CODES.USER_ID.eq(user).and(usable(RESET, now)), now);
    }

    private static int withdraw(DSLContext tx, Condition which, LocalDateTime now) {
        return tx.update(USER_CODES)
                .set(USER_CODES.WITHDRAWN_AT, now)
                .where(which)
                .execute();
    }
}
