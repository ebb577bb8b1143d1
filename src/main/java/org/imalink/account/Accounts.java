package org.imalink.account;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.imalink.access.Standing;
import org.imalink.access.Viewer;
import org.imalink.database.Database;
import org.imalink.database.DatabaseUnavailableException;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The one way to accounts: signing in, one's own account, looking after others', and who a request comes from. What changes
 * something opens its own transactions, and must not be called inside another; what takes a transaction only reads in it.
 * Thread-safe.
 *
 * <p>Wherever the database has no accounts, all methods but {@link #signOut}, {@link #examine}, {@link #resolve}, {@link
 * #hasAdmin}, {@link #overview} and {@link #acceptsSetupCode} throw {@link
 * AccountException.NoAccounts}; those find nobody. All that reach the database throw {@link DatabaseUnavailableException}
 * when it is busy, full or gone.
 */
public final class Accounts implements AutoCloseable {
    private final SetupCode setup;
    private final UtcClock clock;
    private final PasswordHasher hasher;
    private final SigningIn signingIn;
    private final Registrations registrations;
    private final OwnAccount own;
    private final AccountKeeping keeping;
    private final Invitations invitations;
    private final LibraryClaim claim;
    private final SignInMemory memory;

    /** @param clock for all times that are kept or compared */
    public Accounts(
            Database database, SigningKeys keys, AccountSettings settings, SetupCode setup, InstantSource clock) {
        this(database, keys, settings, setup, clock, new PasswordHasher());
    }

    /** @param hasher closed with this */
    Accounts(
            Database database,
            SigningKeys keys,
            AccountSettings settings,
            SetupCode setup,
            InstantSource clock,
            PasswordHasher hasher) {
        this.setup = setup;
        this.clock = new UtcClock(clock);
        this.hasher = hasher;
        var accounts = new AccountDatabase(database);
        var limits = new AttemptLimits(accounts, this.clock);
        var check = new PasswordCheck(accounts, limits, hasher);
        this.signingIn = new SigningIn(accounts, keys, check, this.clock);
        this.registrations = new Registrations(accounts, settings, setup, limits, hasher, this.clock);
        this.own = new OwnAccount(accounts, check, hasher, keys, signingIn, this.clock);
        var deeds = new Deeds(accounts, this.clock);
        this.keeping = new AccountKeeping(accounts, hasher, deeds, this.clock);
        this.invitations = new Invitations(settings, deeds);
        this.claim = new LibraryClaim(accounts, hasher, deeds);
        this.memory = new SignInMemory(this.clock);
    }

    /**
     * Makes an account. While there is no admin, the one-time code makes it an admin's, in every mode.
     *
     * @throws AccountException.NotInvited when the mode or the code does not allow it
     * @throws AccountException.Unacceptable for a name, e-mail, display name or password that cannot be used
     * @throws AccountException.Taken when somebody has the name or e-mail
     * @throws AccountException.TooManyAttempts from this address
     * @throws AccountException.Busy when too many passwords wait to be hashed
     */
    public User register(NewAccount who, Visitor visitor) {
        return usingUpSetup(registrations.register(who, visitor));
    }

    /**
     * Signs in.
     *
     * @throws AccountException.WrongCredentials for a wrong password, an unknown name, a disabled account and the system user
     * @throws AccountException.TooManyAttempts at this account from this address, or from this address
     * @throws AccountException.Busy when too many passwords wait to be checked
     */
    public Tokens signIn(String nameOrEmail, String password, Visitor visitor) {
        return signingIn.signIn(nameOrEmail, password, visitor);
    }

    /**
     * Exchanges a refresh token for new tokens. The one before the present is answered with the present one for 10 seconds,
     * because two tabs may ask at once; any other that was exchanged before ends the sign-in, because somebody else may have
     * it.
     *
     * @param epoch of the view of the library that the client shows now, at most the present one; null for the one that the
     *     token was given for
     * @throws AccountException.SignInEnded when there is no such sign-in any more
     */
    public Tokens refresh(String refreshToken, @Nullable Integer epoch) {
        return signingIn.refresh(refreshToken, epoch);
    }

    /** Ends the sign-ins that these tokens are of, if there are any; an access token may be too old for anything else. */
    public void signOut(@Nullable String accessToken, @Nullable String refreshToken) {
        signingIn.signOut(accessToken, refreshToken);
    }

    /**
     * Gives an account a new password by a code from {@link #reset}; every sign-in of it ends.
     *
     * @throws AccountException.NotInvited when the code is wrong, used or too old
     * @throws AccountException.Unacceptable for a password that cannot be used
     * @throws AccountException.TooManyAttempts from this address
     * @throws AccountException.Busy when too many passwords wait to be hashed
     */
    public void resetPassword(String code, String password, Visitor visitor) {
        registrations.resetPassword(code, password, visitor);
    }

    /** The account of who is signed in. */
    public User me(DSLContext tx, Viewer.SignedIn viewer) {
        AccountDatabase.requireAccounts(tx);
        return UserRows.require(tx, viewer.user());
    }

    /**
     * Changes one's own account; null leaves a field as it is.
     *
     * @param displayName a blank one clears it
     * @param currentPassword only needed for another e-mail
     * @throws AccountException.WrongPassword when the e-mail is another and the password is wrong or missing
     * @throws AccountException.Unacceptable for an e-mail or display name that cannot be used
     * @throws AccountException.Taken when somebody has the e-mail
     * @throws AccountException.TooManyAttempts for this account from this address
     * @throws AccountException.Busy when too many passwords wait to be checked
     */
    public User updateOwn(
            Viewer.SignedIn viewer,
            @Nullable String displayName,
            @Nullable String email,
            @Nullable String currentPassword,
            Visitor visitor) {
        return own.update(viewer, displayName, email, currentPassword, visitor);
    }

    /**
     * Disables one's own account and ends its sign-ins.
     *
     * @throws AccountException.WrongPassword when the password is wrong
     * @throws AccountException.Refused when this is the last admin
     * @throws AccountException.TooManyAttempts for this account from this address
     * @throws AccountException.Busy when too many passwords wait to be checked
     */
    public void disableOwn(Viewer.SignedIn viewer, String password, Visitor visitor) {
        own.disable(viewer, password, visitor);
    }

    /**
     * Changes one's own password. Every sign-in ends, and a new one begins for who asked.
     *
     * @throws AccountException.WrongPassword when the present password is wrong
     * @throws AccountException.Unacceptable for a new password that cannot be used
     * @throws AccountException.TooManyAttempts for this account from this address
     * @throws AccountException.Busy when too many passwords wait to be checked
     */
    public Tokens changePassword(Viewer.SignedIn viewer, String current, String next, Visitor visitor) {
        return own.changePassword(viewer, current, next, visitor);
    }

    /**
     * The sign-ins of a user that have not ended, the newest first.
     *
     * @throws AccountException.Unknown when there is no such user
     */
    public List<SignIn> signIns(DSLContext tx, long user) {
        AccountDatabase.requireAccounts(tx);
        UserRows.require(tx, user);
        return SignInRows.living(tx, user, clock.now());
    }

    /**
     * Ends one of one's own sign-ins.
     *
     * @throws AccountException.Unknown when it is not one's own, or has ended
     */
    public void endSignIn(Viewer.SignedIn viewer, long signIn) {
        own.endSignIn(viewer, signIn);
    }

    /** Ends all of one's own sign-ins, this one too. */
    public void endSignIns(Viewer.SignedIn viewer) {
        own.endSignIns(viewer);
    }

    /**
     * Ends all sign-ins of a user.
     *
     * @throws AccountException.Unknown when there is no such user
     */
    public void endSignIns(Actor actor, long user) {
        keeping.endSignIns(actor, user);
    }

    /** All accounts, the system user too, in the order of their names. */
    public List<UserWithSignIns> users(DSLContext tx) {
        AccountDatabase.requireAccounts(tx);
        var signIns = SignInRows.count(tx, clock.now());
        return UserRows.all(tx).stream()
                .map(user -> new UserWithSignIns(user, signIns.getOrDefault(user.id(), 0)))
                .toList();
    }

    /** The account with this name or e-mail, in any case. */
    public Optional<User> find(DSLContext tx, String nameOrEmail) {
        AccountDatabase.requireAccounts(tx);
        return UserRows.findLogin(tx, nameOrEmail).map(UserRows.Login::user);
    }

    /** The invitations that can be used, the newest first. */
    public List<Invitation> invitations(DSLContext tx) {
        AccountDatabase.requireAccounts(tx);
        return CodeRows.invitations(tx, clock.now());
    }

    /**
     * Makes a code with which somebody can register.
     *
     * @param email whom it is for; null for whoever has it
     * @throws AccountException.Taken when somebody has the e-mail
     * @throws AccountException.Unacceptable for an e-mail that cannot be used
     */
    public GivenCode invite(Actor actor, @Nullable String email, Role role, boolean mayImport) {
        return invitations.invite(actor, email, role, mayImport);
    }

    /**
     * Takes an invitation back.
     *
     * @throws AccountException.Unknown when there is no such invitation that could be used
     */
    public void withdraw(Actor actor, long invitation) {
        invitations.withdraw(actor, invitation);
    }

    /**
     * Disables, enables, promotes or demotes somebody, or changes the grant; holds at once.
     *
     * @throws AccountException.Unknown when there is no such user
     * @throws AccountException.Refused for the system user, and when no admin would be left
     */
    public User change(Actor actor, long user, UserChange change) {
        return usingUpSetup(keeping.change(actor, user, change));
    }

    /**
     * Makes a code with which somebody can choose a new password; the old one is good no more, and every sign-in ends.
     *
     * @throws AccountException.Unknown when there is no such user
     * @throws AccountException.Refused for the system user and for a disabled account
     */
    public GivenCode reset(Actor actor, long user) {
        return keeping.reset(actor, user);
    }

    /**
     * Makes an account for somebody.
     *
     * @throws AccountException.Unacceptable for a name, e-mail, display name or password that cannot be used
     * @throws AccountException.Taken when somebody has the name or e-mail
     * @throws AccountException.Busy when too many passwords wait to be hashed
     */
    public User add(Actor actor, NewAccount who, Role role, boolean mayImport) {
        return usingUpSetup(keeping.add(actor, who, role, mayImport));
    }

    /**
     * Gives somebody a new password; every sign-in ends.
     *
     * @throws AccountException.Unknown when there is no such user
     * @throws AccountException.Refused for the system user
     * @throws AccountException.Unacceptable for a password that cannot be used
     * @throws AccountException.Busy when too many passwords wait to be hashed
     */
    public void setPassword(Actor actor, long user, String password) {
        keeping.setPassword(actor, user, password);
    }

    /**
     * Makes user 1, and with it the library of the single-user time, a person's own: an admin's. No photo moves.
     *
     * @throws AccountException.Refused when it is claimed already
     * @throws AccountException.NotInvited for a founder, when there is an admin
     * @throws AccountException.Unacceptable for a name, e-mail, display name or password that cannot be used
     * @throws AccountException.Taken when somebody has the name or e-mail
     * @throws AccountException.Busy when too many passwords wait to be hashed
     */
    public User claim(Actor actor, NewAccount who) {
        return usingUpSetup(claim.claim(actor, who));
    }

    /**
     * Makes user 1 the system user again; its sign-ins end.
     *
     * @throws AccountException.Refused when it is not claimed, when it is the last admin, and where nothing is shown without
     *     an account
     */
    public void unclaim(Actor actor) {
        claim.unclaim(actor);
    }

    /**
     * What a request carries, by signatures and times only. Where there is a bearer token, the cookie is not looked at.
     *
     * @param bearer what the header {@code Authorization} has after {@code Bearer}
     * @param imageCookie the image token
     */
    public Credential examine(@Nullable String bearer, @Nullable String imageCookie) {
        return signingIn.examine(bearer, imageCookie);
    }

    /**
     * Who is signed in with this, in the snapshot in which a request reads its data; nobody when the sign-in has ended or the
     * account is disabled.
     *
     * @param standing read in the same snapshot
     */
    public Optional<Viewer.SignedIn> resolve(DSLContext tx, Standing standing, Credential credential) {
        return memory.resolve(tx, standing, credential);
    }

    /** Whether somebody can sign in as an admin; false where there are no accounts. */
    public static boolean hasAdmin(DSLContext tx) {
        return AccountDatabase.hasAccounts(tx) && AdminRules.hasAdmin(tx);
    }

    /** The accounts in figures; none where there are no accounts. */
    public static Overview overview(DSLContext tx) {
        return AccountDatabase.hasAccounts(tx) ? overviewOf(UserRows.all(tx)) : Overview.NONE;
    }

    /** Whether this is the one-time code for the first admin, and there is none yet. */
    public boolean acceptsSetupCode(DSLContext tx, String code) {
        return setup.matches(code) && !hasAdmin(tx);
    }

    private static Overview overviewOf(List<User> users) {
        var people = users.stream()
                .filter(user -> user.isActive() && !user.isSystem())
                .toList();
        return new Overview(
                people.stream().anyMatch(user -> user.role() == Role.ADMIN),
                users.stream().anyMatch(user -> user.claimedAt() != null),
                people.size());
    }

    /** Where there is an admin, the one-time code is worth nothing. */
    private User usingUpSetup(User user) {
        if (user.role() == Role.ADMIN && user.isActive()) {
            setup.useUp();
        }
        return user;
    }

    @Override
    public void close() {
        hasher.close();
    }
}
