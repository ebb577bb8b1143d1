package org.imalink.account;

/**
 * What a request carries to say who asks, after its signature and its times were looked at; whether the sign-in still
 * lives, only {@link Accounts#resolve} knows. Immutable.
 */
public sealed interface Credential {
    /** Nothing was carried. */
    record None() implements Credential {}

    /** Forged, expired, too long or not understood. */
    record Invalid() implements Credential {}

    /** Made by this server, and not expired. */
    sealed interface Valid extends Credential {
        /** The name of the sign-in. */
        String tokenId();
    }

    /**
     * An access token, from a header.
     *
     * @param epoch when the person's view of the library began
     */
    record AccessToken(long user, String tokenId, int epoch) implements Valid {}

    /** An image token, from a cookie: good for safe methods only. */
    record ImageToken(String tokenId) implements Valid {}
}
