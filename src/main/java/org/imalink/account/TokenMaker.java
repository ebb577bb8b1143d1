package org.imalink.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refresh and image tokens: names of sign-ins with a signature, so that the same one can be made again and none is kept.
 * Thread-safe.
 */
final class TokenMaker {
    /** A sign-in ends when it is not used for this long. */
    static final Duration SIGN_IN_LIFE = Duration.ofDays(90);

    private static final Pattern REFRESH =
            Pattern.compile("([0-9a-f]{32})\\.([0-9]{1,9})(?:\\.([0-9]{1,9}))?\\.([A-Za-z0-9_-]{43})");
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
     * @param epoch of the view that the token was given for
     */
    record RefreshToken(String tokenId, int generation, int epoch) {}

    static String refresh(SigningKey key, RefreshToken said) {
        var claims = said.tokenId() + "." + said.generation() + "." + said.epoch();
        return claims + "." + refreshSignature(key, claims);
    }

    private static String refreshSignature(SigningKey key, String claims) {
        return text(key.mac("refresh", claims));
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
        var claims = token.substring(0, token.lastIndexOf('.'));
        return isSigned(parts.group(4), key -> refreshSignature(key, claims))
                ? Optional.of(new RefreshToken(parts.group(1), Integer.parseInt(parts.group(2)), epoch(parts.group(3))))
                : Optional.empty();
    }

    /** Tokens that were made before they carried an epoch are of no later view than the first. */
    private static int epoch(@Nullable String said) {
        return said == null ? 0 : Integer.parseInt(said);
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
