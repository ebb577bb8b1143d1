package org.imalink.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Refresh and image tokens: names of sign-ins with a signature, so that the same one can be made again and none is kept.
 * Thread-safe.
 */
final class TokenMaker {
    /** A sign-in ends when it is not used for this long. */
    static final Duration SIGN_IN_LIFE = Duration.ofDays(90);

    private static final Pattern REFRESH = Pattern.compile("([0-9a-f]{32})\\.([0-9]{1,9})\\.([A-Za-z0-9_-]{43})");
    private static final Pattern IMAGE = Pattern.compile("([0-9a-f]{32})\\.([A-Za-z0-9_-]{43})");
    private static final int LONGEST = 100;

    private final SigningKeys keys;

    TokenMaker(SigningKeys keys) {
        this.keys = keys;
    }

    /**
     * What a refresh token says.
     *
     * @param generation how often the sign-in's token had been exchanged before
     */
    record RefreshToken(String tokenId, int generation) {}

    static String refresh(SigningKey key, String tokenId, int generation) {
        return tokenId + "." + generation + "." + refreshSignature(key, tokenId, generation);
    }

    private static String refreshSignature(SigningKey key, String tokenId, int generation) {
        return text(key.mac("refresh", tokenId + "." + generation));
    }

    static String image(SigningKey key, String tokenId) {
        return tokenId + "." + imageSignature(key, tokenId);
    }

    private static String imageSignature(SigningKey key, String tokenId) {
        return text(key.mac("image", tokenId));
    }

    /** What the token says, if this server made it. */
    Optional<RefreshToken> readRefresh(String token) {
        var parts = REFRESH.matcher(token);
        if (token.length() > LONGEST || !parts.matches()) {
            return Optional.empty();
        }
        var said = new RefreshToken(parts.group(1), Integer.parseInt(parts.group(2)));
        return isSigned(parts.group(3), key -> refreshSignature(key, said.tokenId(), said.generation()))
                ? Optional.of(said)
                : Optional.empty();
    }

    /** The name of the sign-in, if this server made the token. */
    Optional<String> readImage(String token) {
        var parts = IMAGE.matcher(token);
        if (token.length() > LONGEST || !parts.matches()) {
            return Optional.empty();
        }
        var tokenId = parts.group(1);
        return isSigned(parts.group(2), key -> imageSignature(key, tokenId)) ? Optional.of(tokenId) : Optional.empty();
    }

    private boolean isSigned(String signature, Function<SigningKey, String> signer) {
        return keys.all().stream().anyMatch(key -> equal(signature, signer.apply(key)))
                || keys.lookAgain().stream().anyMatch(key -> equal(signature, signer.apply(key)));
    }

    private static boolean equal(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    private static String text(byte[] signature) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }
}
