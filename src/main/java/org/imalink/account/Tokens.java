package org.imalink.account;

import java.time.Duration;
import java.time.Instant;

/**
 * What a person who signed in goes on with. Immutable.
 *
 * @param accessToken for the header {@code Authorization: Bearer}
 * @param expiresIn how long the access token is good for
 * @param refreshToken to be exchanged for new tokens, once; for a cookie
 * @param imageToken shows pictures and nothing else; the same until the sign-in ends, for a cookie
 * @param refreshExpires when the sign-in ends if it is not refreshed before
 * @param epoch of the view of the library that access and refresh token are good for
 */
public record Tokens(
        String accessToken,
        Duration expiresIn,
        String refreshToken,
        String imageToken,
        Instant refreshExpires,
        int epoch,
        User user) {
    /** Without the tokens, so that they cannot slip into a log. */
    @Override
    public String toString() {
        return "Tokens of user " + user.id();
    }
}
