package org.imalink.account;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;
import org.imalink.access.Standing;
import org.imalink.database.schema.tables.records.SignInSessionsRecord;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Signing in, going on, and signing out. Thread-safe. */
final class SigningIn {
    /** How long two tabs may take to ask for the same thing. */
    private static final Duration OVERLAP = Duration.ofSeconds(10);

    private final AccountDatabase accounts;
    private final SigningKeys keys;
    private final TokenMaker tokens;
    private final AccessTokens accessTokens;
    private final PasswordCheck check;
    private final UtcClock clock;

    SigningIn(AccountDatabase accounts, SigningKeys keys, PasswordCheck check, UtcClock clock) {
        this.accounts = accounts;
        this.keys = keys;
        this.tokens = new TokenMaker(keys);
        this.accessTokens = new AccessTokens(keys);
        this.check = check;
        this.clock = clock;
    }

    Tokens signIn(String nameOrEmail, String password, Visitor visitor) {
        var login = accounts.read(tx -> UserRows.findLogin(tx, nameOrEmail));
        var checked = check.check(Names.folded(nameOrEmail), login, password, visitor)
                .orElseThrow(AccountException.WrongCredentials::new);
        var key = keys.newest();
        return accounts.change(tx -> {
            if (checked.stillHolds(tx).isEmpty()) {
                throw new AccountException.WrongCredentials();
            }
            checked.attempt().giveBack(tx);
            return begin(tx, key, checked.user(), visitor);
        });
    }

    /** A new sign-in, in the transaction of what made sure of the person. */
    Tokens begin(DSLContext tx, SigningKey key, long user, Visitor visitor) {
        var now = clock.now();
        UserRows.signedIn(tx, user, now);
        return tokens(tx, key, SignInRows.begin(tx, user, visitor, now), presentEpoch(tx));
    }

    Tokens refresh(String refreshToken, @Nullable Integer epoch) {
        accounts.read(tx -> true); // where there are no accounts, says so even to nonsense
        var said = tokens.readRefresh(refreshToken).orElseThrow(AccountException.SignInEnded::new);
        var key = keys.newest();
        // The end of a sign-in must be committed, so it is told only afterwards.
        return accounts.change(tx -> refresh(tx, key, said, epoch == null ? said.epoch() : epoch))
                .orElseThrow(AccountException.SignInEnded::new);
    }

    private Optional<Tokens> refresh(DSLContext tx, SigningKey key, TokenMaker.RefreshToken said, int wanted) {
        var now = clock.now();
        if (SignInRows.findLiving(tx, said.tokenId(), now).isEmpty()) {
            return Optional.empty();
        }
        var row = SignInRows.find(tx, said.tokenId(), now).orElseThrow();
        // Of a view that is still to come, nothing may be written beforehand.
        int epoch = Math.min(wanted, presentEpoch(tx));
        if (said.generation() == row.getGeneration()) {
            return Optional.of(tokens(tx, key, SignInRows.rotate(tx, row, now), epoch));
        }
        if (said.generation() == row.getGeneration() - 1 && isJustRotated(row, now)) {
            return Optional.of(tokens(tx, key, row, epoch));
        }
        SignInRows.end(tx, said.tokenId(), EndReason.REUSED, now);
        return Optional.empty();
    }

    private static boolean isJustRotated(SignInSessionsRecord row, LocalDateTime now) {
        return row.getRotatedAt() != null && !now.isAfter(row.getRotatedAt().plus(OVERLAP));
    }

    private static int presentEpoch(DSLContext tx) {
        return Standing.read(tx).epoch();
    }

    private Tokens tokens(DSLContext tx, SigningKey key, SignInSessionsRecord row, int epoch) {
        var user = UserRows.require(tx, row.getUserId());
        var said = new Credential.AccessToken(user.id(), row.getTokenId(), epoch);
        return new Tokens(
                AccessTokens.make(key, said, clock.source().instant()),
                AccessTokens.LIFE,
                TokenMaker.refresh(key, new TokenMaker.RefreshToken(row.getTokenId(), row.getGeneration(), epoch)),
                TokenMaker.image(key, row.getTokenId()),
                row.getExpiresAt().toInstant(ZoneOffset.UTC),
                epoch,
                user);
    }

    void signOut(@Nullable String accessToken, @Nullable String refreshToken) {
        var byAccess = Optional.ofNullable(accessToken)
                .flatMap(token -> accessTokens.read(token, null))
                .map(Credential.AccessToken::tokenId);
        var byRefresh =
                Optional.ofNullable(refreshToken).flatMap(tokens::readRefresh).map(TokenMaker.RefreshToken::tokenId);
        var named = Stream.of(byAccess, byRefresh)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        if (named.isEmpty()) {
            return;
        }
        accounts.database().write(tx -> {
            AccountDatabase.lock(tx);
            SignInRows.endWherever(tx, named, EndReason.SIGNED_OUT, clock.now());
            return named;
        });
    }

    /** What a request carries, by signatures and times alone. */
    Credential examine(@Nullable String bearer, @Nullable String imageCookie) {
        if (bearer != null) {
            return accessTokens
                    .read(bearer, clock.source().instant())
                    .<Credential>map(said -> said)
                    .orElseGet(Credential.Invalid::new);
        }
        if (imageCookie != null) {
            return tokens.readImage(imageCookie)
                    .<Credential>map(Credential.ImageToken::new)
                    .orElseGet(Credential.Invalid::new);
        }
        return new Credential.None();
    }
}
