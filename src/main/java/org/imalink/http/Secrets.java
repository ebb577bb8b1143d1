package org.imalink.http;

import java.time.Duration;
import java.time.Instant;
import org.imalink.account.Tokens;

/**
 * How tokens travel: the access token in bodies and in a header, the others in cookies that no script reads and no other
 * site's page sends. Nothing that carries one is kept by a browser or a proxy.
 *
 * <p>Beside them stands in a header, of which view of the library they are.
 *
 * <p>With them goes a mark without a secret, which scripts may read: a page that finds none has no sign-in to renew, and need
 * not ask.
 */
final class Secrets {
    static final String REFRESH_COOKIE = "imalink_refresh";
    static final String IMAGE_COOKIE = "imalink_image";
    static final String MARK_COOKIE = "imalink_signed_in";

    static final String EPOCH_HEADER = "Imalink-Epoch";

    private static final String REFRESH_PATH = "/api/v1/auth";
    private static final String IMAGE_PATH = "/api/v1";
    private static final String MARK_PATH = "/";

    private Secrets() {}

    /** The tokens of a sign-in, each by its way. */
    static Answer signedIn(Call call, Tokens tokens) {
        var left = Duration.between(Instant.now(), tokens.refreshExpires());
        var answer = Answer.object(out -> out.field("access_token", tokens.accessToken())
                        .field("token_type", "bearer")
                        .field("expires_in", tokens.expiresIn().toSeconds())
                        .object("user", tokens.user(), AccountJson::write))
                .with(EPOCH_HEADER, Integer.toString(tokens.epoch()));
        if (!call.mayHaveCookies()) {
            // A page of another program may sign in, but not put its sign-in into this server's own pages.
            return unkept(answer);
        }
        return unkept(answer)
                .with(new SetCookie(REFRESH_COOKIE, tokens.refreshToken(), REFRESH_PATH, left, call.isSecure()))
                .with(new SetCookie(IMAGE_COOKIE, tokens.imageToken(), IMAGE_PATH, left, call.isSecure()))
                .with(new SetCookie(MARK_COOKIE, "1", MARK_PATH, left, call.isSecure(), true));
    }

    /** Takes the cookies away, whether they were there or not. */
    static Answer signedOut(Call call, Answer answer) {
        if (!call.mayHaveCookies()) {
            return unkept(answer);
        }
        return unkept(answer)
                .with(SetCookie.cleared(REFRESH_COOKIE, REFRESH_PATH, call.isSecure()))
                .with(SetCookie.cleared(IMAGE_COOKIE, IMAGE_PATH, call.isSecure()))
                .with(SetCookie.cleared(MARK_COOKIE, MARK_PATH, call.isSecure()));
    }

    static Answer unkept(Answer answer) {
        return answer.with("Cache-Control", "no-store");
    }
}
