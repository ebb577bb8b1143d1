package org.imalink.http;

import java.time.Duration;
import org.imalink.account.AccountException;

/** What the contract answers for each rule of accounts that is broken. */
final class AccountFailures {
    private static final Duration BUSY = Duration.ofSeconds(2);

    private AccountFailures() {}

    static Failure of(AccountException thrown) {
        return switch (thrown) {
            case AccountException.NoAccounts none -> failure(404, Problem.NO_ACCOUNTS, none);
            case AccountException.WrongCredentials wrong -> challenge(Problem.WRONG_CREDENTIALS, wrong);
            case AccountException.SignInEnded ended -> challenge(Problem.SIGN_IN_ENDED, ended);
            case AccountException.WrongPassword wrong -> failure(403, Problem.WRONG_PASSWORD, wrong);
            case AccountException.NotInvited not -> failure(403, Problem.NOT_INVITED, not);
            case AccountException.Taken taken -> failure(409, Problem.TAKEN, taken);
            case AccountException.Refused refused -> failure(409, Problem.REFUSED, refused);
            case AccountException.Unacceptable bad -> failure(400, Problem.UNACCEPTABLE, bad);
            case AccountException.Unknown unknown -> failure(404, Problem.NOT_FOUND, unknown);
            case AccountException.TooManyAttempts many ->
                later(429, Problem.TOO_MANY_ATTEMPTS, many, many.retryAfter());
            case AccountException.Busy busy -> later(503, Problem.UNAVAILABLE, busy, BUSY);
        };
    }

    private static Failure failure(int status, Problem problem, AccountException thrown) {
        return Failure.of(status, problem, String.valueOf(thrown.getMessage()));
    }

    private static Failure challenge(Problem problem, AccountException thrown) {
        return failure(401, problem, thrown).with("WWW-Authenticate", "Bearer");
    }

    private static Failure later(int status, Problem problem, AccountException thrown, Duration wait) {
        return failure(status, problem, thrown)
                .with("Retry-After", Long.toString(wait.plusMillis(999).toSeconds()));
    }
}
