package org.imalink.account;

import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import org.imalink.account.AttemptLimits.Attempt;
import org.imalink.account.AttemptLimits.Purpose;
import org.imalink.operation.Audit;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What people without a sign-in do with a code, or without one where that is open: an account, a new password. Thread-safe. */
final class Registrations {
    private static final String WORTHLESS = "This code is wrong, used, withdrawn or too old. Ask for a new one.";

    private final AccountDatabase accounts;
    private final AccountSettings settings;
    private final SetupCode setup;
    private final AttemptLimits limits;
    private final PasswordHasher hasher;
    private final UtcClock clock;

    Registrations(
            AccountDatabase accounts,
            AccountSettings settings,
            SetupCode setup,
            AttemptLimits limits,
            PasswordHasher hasher,
            UtcClock clock) {
        this.accounts = accounts;
        this.settings = settings;
        this.setup = setup;
        this.limits = limits;
        this.hasher = hasher;
        this.clock = clock;
    }

    /**
     * By what somebody may have an account.
     *
     * @param invitation null for whom the mode or the one-time code lets in
     */
    private record Entry(
            Role role, boolean mayImport, @Nullable Invitation invitation, boolean isFounder) {
        static final Entry OPEN = new Entry(Role.MEMBER, false, null, false);
        static final Entry FOUNDER = new Entry(Role.ADMIN, false, null, true);

        static Entry invited(Invitation invitation) {
            return new Entry(invitation.role(), invitation.mayImport(), invitation, false);
        }
    }

    User register(NewAccount who, Visitor visitor) {
        accounts.read(tx -> true);
        var draft = Draft.of(who);
        var code = who.code() == null || who.code().isBlank() ? null : who.code();
        var attempt = limits.take(code == null ? Purpose.REGISTRATION : Purpose.CODE, visitor);
        accounts.read(tx -> entry(tx, code, draft, clock.now())); // before any work
        var person = draft.hashed(hashed(attempt, who.password()));
        return accounts.change(tx -> {
            var now = clock.now();
            var entry = entry(tx, code, draft, now);
            var added = UserRows.insert(tx, person, entry.role(), entry.mayImport(), now);
            if (entry.invitation() != null) {
                CodeRows.use(tx, entry.invitation().id(), now);
            }
            if (entry.isFounder()) {
                Audit.add(
                        tx,
                        new Actor.Founder().key(),
                        Audit.Action.USER_ADDED,
                        Map.of(
                                "user",
                                added.id(),
                                "username",
                                added.username(),
                                "role",
                                added.role().code()));
            }
            if (code != null) {
                attempt.giveBack(tx);
            }
            return added;
        });
    }

    /** @throws AccountException.NotInvited when there is no way in */
    private Entry entry(DSLContext tx, @Nullable String code, Draft draft, LocalDateTime now) {
        if (code != null && setup.matches(code) && !AdminRules.hasAdmin(tx)) {
            return Entry.FOUNDER;
        }
        return switch (settings.registration()) {
            case OPEN -> code == null ? Entry.OPEN : invited(tx, code, draft, now);
            case INVITATION -> {
                if (code == null) {
                    throw new AccountException.NotInvited(
                            "Registration is by invitation here. Ask an admin of this server for a code.");
                }
                yield invited(tx, code, draft, now);
            }
            case CLOSED ->
                throw new AccountException.NotInvited(
                        "Registration is closed here. Ask who runs this server for an account.");
        };
    }

    private static Entry invited(DSLContext tx, String code, Draft draft, LocalDateTime now) {
        var invitation =
                CodeRows.findInvitation(tx, code, now).orElseThrow(() -> new AccountException.NotInvited(WORTHLESS));
        var email = Optional.ofNullable(invitation.email());
        if (email.filter(whose -> !Names.folded(whose).equals(Names.folded(draft.email())))
                .isPresent()) {
            throw new AccountException.NotInvited(
                    "This invitation is for another e-mail address. Use the address that it was sent to.");
        }
        return Entry.invited(invitation);
    }

    void resetPassword(String code, String password, Visitor visitor) {
        accounts.read(tx -> true);
        PasswordRules.check(password);
        var attempt = limits.take(Purpose.CODE, visitor);
        accounts.read(tx -> reset(tx, code, clock.now())); // before any work
        var hash = hashed(attempt, password);
        accounts.change(tx -> {
            var now = clock.now();
            var reset = reset(tx, code, now);
            CodeRows.use(tx, reset.id(), now);
            UserRows.setPassword(tx, reset.user(), hash, now);
            SignInRows.endAll(tx, reset.user(), EndReason.PASSWORD, now);
            attempt.giveBack(tx);
            return reset;
        });
    }

    private static CodeRows.Reset reset(DSLContext tx, String code, LocalDateTime now) {
        return CodeRows.findReset(tx, code, now)
                .filter(reset -> UserRows.require(tx, reset.user()).isActive())
                .orElseThrow(() -> new AccountException.NotInvited(WORTHLESS));
    }

    private String hashed(Attempt attempt, String password) {
        try {
            return hasher.hash(password);
        } catch (AccountException.Busy e) {
            limits.giveBack(attempt);
            throw e;
        }
    }
}
