package org.imalink.account;

import static org.imalink.database.schema.Tables.SIGN_IN_SESSIONS;
import static org.imalink.database.schema.Tables.USERS;

import java.security.SecureRandom;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imalink.access.Viewer;
import org.imalink.database.schema.tables.SignInSessions;
import org.imalink.database.schema.tables.records.SignInSessionsRecord;
import org.imalink.operation.AccountTables;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** The table of sign-ins. Whatever ends one makes everybody look again who remembers it. */
final class SignInRows {
    private static final int TOKEN_ID_BYTES = 16;

    private SignInRows() {}

    /**
     * A sign-in that lives.
     *
     * @param expiresAt when it ends by itself
     */
    record Living(Viewer.SignedIn viewer, LocalDateTime expiresAt) {}

    static SignInSessionsRecord begin(DSLContext tx, long user, Visitor visitor, LocalDateTime now) {
        sweep(tx, user, now);
        var random = new byte[TOKEN_ID_BYTES];
        new SecureRandom().nextBytes(random);
        var row = tx.newRecord(SIGN_IN_SESSIONS);
        row.setUserId(user);
        row.setTokenId(HexFormat.of().formatHex(random));
        row.setGeneration(0);
        row.setClient(ClientName.of(visitor.userAgent()));
        row.setAddress(AddressPrefix.parsed(visitor.address()).isPresent() ? visitor.address() : null);
        row.setCreatedAt(now);
        row.setLastUsedAt(now);
        row.setExpiresAt(now.plus(TokenMaker.SIGN_IN_LIFE));
        tx.insertInto(SIGN_IN_SESSIONS).set(row).execute();
        return row;
    }

    /** Those of this user that have been over for as long as they could have lived. */
    private static void sweep(DSLContext tx, long user, LocalDateTime now) {
        tx.deleteFrom(SIGN_IN_SESSIONS)
                .where(SIGN_IN_SESSIONS.USER_ID.eq(user))
                .and(DSL.coalesce(SIGN_IN_SESSIONS.ENDED_AT, SIGN_IN_SESSIONS.EXPIRES_AT)
                        .lt(now.minus(TokenMaker.SIGN_IN_LIFE)))
                .execute();
    }

    /** Who is signed in by this name, if the sign-in lives and the account is active. */
    static Optional<Living> findLiving(DSLContext tx, String tokenId, LocalDateTime now) {
        return tx.select(SIGN_IN_SESSIONS.ID, SIGN_IN_SESSIONS.EXPIRES_AT, USERS.ID, USERS.ROLE)
                .from(SIGN_IN_SESSIONS)
                .join(USERS)
                .on(USERS.ID.eq(SIGN_IN_SESSIONS.USER_ID))
                .where(SIGN_IN_SESSIONS.TOKEN_ID.eq(tokenId))
                .and(lives(now))
                .and(USERS.IS_ACTIVE)
                .fetchOptional(row -> new Living(
                        switch (Role.of(row.value4())) {
                            case MEMBER -> new Viewer.Member(row.value3(), row.value1());
                            case ADMIN -> new Viewer.Admin(row.value3(), row.value1());
                        },
                        row.value2()));
    }

    private static Condition lives(LocalDateTime now) {
        return lives(SIGN_IN_SESSIONS, now);
    }

    private static Condition lives(SignInSessions table, LocalDateTime now) {
        return table.ENDED_AT.isNull().and(table.EXPIRES_AT.gt(now));
    }

    static Optional<SignInSessionsRecord> find(DSLContext tx, String tokenId, LocalDateTime now) {
        return tx.selectFrom(SIGN_IN_SESSIONS)
                .where(SIGN_IN_SESSIONS.TOKEN_ID.eq(tokenId))
                .and(lives(now))
                .fetchOptional();
    }

    /** @throws AccountException.SignInEnded when the sign-in that a request came with has ended meanwhile */
    static void requireLiving(DSLContext tx, Viewer.SignedIn viewer, LocalDateTime now) {
        var mine = SIGN_IN_SESSIONS.ID.eq(viewer.session()).and(SIGN_IN_SESSIONS.USER_ID.eq(viewer.user()));
        if (!tx.fetchExists(SIGN_IN_SESSIONS, mine.and(lives(now)))) {
            throw new AccountException.SignInEnded();
        }
    }

    /** Gives the refresh token its next generation. */
    static SignInSessionsRecord rotate(DSLContext tx, SignInSessionsRecord row, LocalDateTime now) {
        row.setGeneration(row.getGeneration() + 1);
        row.setRotatedAt(now);
        row.setLastUsedAt(now);
        row.setExpiresAt(now.plus(TokenMaker.SIGN_IN_LIFE));
        tx.update(SIGN_IN_SESSIONS)
                .set(row)
                .where(SIGN_IN_SESSIONS.ID.eq(row.getId()))
                .execute();
        return row;
    }

    static List<SignIn> living(DSLContext tx, long user, LocalDateTime now) {
        return tx.selectFrom(SIGN_IN_SESSIONS)
                .where(SIGN_IN_SESSIONS.USER_ID.eq(user))
                .and(lives(now))
                .orderBy(SIGN_IN_SESSIONS.ID.desc())
                .fetch(row -> new SignIn(
                        row.getId(),
                        row.getClient(),
                        row.getAddress(),
                        row.getCreatedAt(),
                        row.getLastUsedAt(),
                        row.getExpiresAt()));
    }

    /** How many there are of each user who has any. */
    static Map<Long, Integer> count(DSLContext tx, LocalDateTime now) {
        return tx.select(SIGN_IN_SESSIONS.USER_ID, DSL.count())
                .from(SIGN_IN_SESSIONS)
                .where(lives(now))
                .groupBy(SIGN_IN_SESSIONS.USER_ID)
                .fetchMap(SIGN_IN_SESSIONS.USER_ID, DSL.count());
    }

    /** @return how many ended */
    static int end(DSLContext tx, String tokenId, EndReason reason, LocalDateTime now) {
        return end(tx, SIGN_IN_SESSIONS.TOKEN_ID.eq(tokenId), reason, now);
    }

    /** @return how many ended: none where it is not this user's */
    static int end(DSLContext tx, long user, long id, EndReason reason, LocalDateTime now) {
        return end(tx, SIGN_IN_SESSIONS.ID.eq(id).and(SIGN_IN_SESSIONS.USER_ID.eq(user)), reason, now);
    }

    /** @return how many ended */
    static int endAll(DSLContext tx, long user, EndReason reason, LocalDateTime now) {
        return end(tx, SIGN_IN_SESSIONS.USER_ID.eq(user), reason, now);
    }

    /** Where there are accounts no more, too: a sign-in that is parked must not come back with them. */
    static void endWherever(DSLContext tx, List<String> tokenIds, EndReason reason, LocalDateTime now) {
        AccountTables.signIns(tx).ifPresent(table -> end(tx, table, table.TOKEN_ID.in(tokenIds), reason, now));
    }

    private static int end(DSLContext tx, Condition which, EndReason reason, LocalDateTime now) {
        return end(tx, SIGN_IN_SESSIONS, which, reason, now);
    }

    private static int end(DSLContext tx, SignInSessions table, Condition which, EndReason reason, LocalDateTime now) {
        int ended = tx.update(table)
                .set(table.ENDED_AT, now)
                .set(table.END_REASON, reason.code())
                .where(which)
                .and(lives(table, now))
                .execute();
        if (ended > 0) {
            AccountDatabase.forgetSignIns(tx);
        }
        return ended;
    }
}
