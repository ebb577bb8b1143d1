package org.imalink.account;

import java.time.Duration;

/** A rule of accounts was broken, and nothing was changed. Messages are for people and name nothing secret. */
public abstract sealed class AccountException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private AccountException(String message) {
        super(message, null, false, false);
    }

    /** The database has no accounts: its tenancy level is 0. */
    public static final class NoAccounts extends AccountException {
        private static final long serialVersionUID = 1;

        public NoAccounts() {
            super("This server has no accounts yet. The operator makes them possible with"
                    + " \"imalink multiuser advance --to foundation\".");
        }
    }

    /** The name or the password is wrong, or the account is disabled; never said which. */
    public static final class WrongCredentials extends AccountException {
        private static final long serialVersionUID = 1;

        public WrongCredentials() {
            super("Incorrect username or password");
        }
    }

    /** The password that confirms a change of one's own account is wrong. */
    public static final class WrongPassword extends AccountException {
        private static final long serialVersionUID = 1;

        public WrongPassword() {
            super("The password is wrong.");
        }
    }

    /** A refresh token that names no living sign-in. */
    public static final class SignInEnded extends AccountException {
        private static final long serialVersionUID = 1;

        public SignInEnded() {
            super("This sign-in has ended. Sign in again.");
        }
    }

    /** Too many wrong attempts. */
    public static final class TooManyAttempts extends AccountException {
        private static final long serialVersionUID = 1;
        private final Duration wait;

        public TooManyAttempts(Duration wait) {
            super("Too many wrong attempts. Wait a little and try again.");
            this.wait = wait;
        }

        /** How long until the next attempt; more than zero. */
        public Duration retryAfter() {
            return wait;
        }
    }

    /** More passwords wait to be checked than the server takes on. */
    public static final class Busy extends AccountException {
        private static final long serialVersionUID = 1;

        public Busy() {
            super("Many people sign in at this moment. Try again in a few seconds.");
        }
    }

    /** The name or the e-mail belongs to somebody, or is reserved. */
    public static final class Taken extends AccountException {
        private static final long serialVersionUID = 1;

        public Taken() {
            super("This username or e-mail is taken. Choose another, or sign in if it is yours.");
        }
    }

    /** A name, an e-mail or a password that cannot be used. */
    public static final class Unacceptable extends AccountException {
        private static final long serialVersionUID = 1;

        public Unacceptable(String message) {
            super(message);
        }
    }

    /** Who asks may not register, or the code is worth nothing; the message says what to do. */
    public static final class NotInvited extends AccountException {
        private static final long serialVersionUID = 1;

        public NotInvited(String message) {
            super(message);
        }
    }

    /** There is no such account, sign-in or invitation. */
    public static final class Unknown extends AccountException {
        private static final long serialVersionUID = 1;

        /** @param thing what was asked for, as the HTTP contract names it: User, Session, Invitation */
        public Unknown(String thing, Object id) {
            super(thing + " with id " + id + " not found");
        }
    }

    /** It would leave the accounts in a state that nobody could mend, or touch the system user. */
    public static final class Refused extends AccountException {
        private static final long serialVersionUID = 1;

        public Refused(String message) {
            super(message);
        }
    }
}
