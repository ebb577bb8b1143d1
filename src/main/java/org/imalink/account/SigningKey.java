package org.imalink.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.LocalDateTime;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.imalink.operation.Sha256;
import org.jspecify.annotations.Nullable;

/** A secret by which tokens are signed, 256 random bits. Immutable. */
final class SigningKey {
    private static final int BYTES = 32;
    private static final int ID_LENGTH = 16;

    private final byte[] secret;
    private final String id;
    private final LocalDateTime createdAt;
    private final @Nullable LocalDateTime retiredAt;

    /** @throws IllegalArgumentException when the text is no key */
    SigningKey(String base64, LocalDateTime createdAt, @Nullable LocalDateTime retiredAt) {
        this.secret = Base64.getDecoder().decode(base64);
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("A signing key has " + BYTES + " bytes");
        }
        this.id = Sha256.of(mac("id", "")).substring(0, ID_LENGTH);
        this.createdAt = createdAt;
        this.retiredAt = retiredAt;
    }

    static SigningKey draw(LocalDateTime now) {
        var secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        return new SigningKey(Base64.getEncoder().encodeToString(secret), now, null);
    }

    /** Names the key in tokens, and tells nothing of it. */
    String id() {
        return id;
    }

    /**
     * HMAC-SHA256 (RFC 2104) of a text.
     *
     * @param purpose without a line break; a signature for one is worth nothing for another
     */
    byte[] mac(String purpose, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal((purpose + "\n" + text).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    LocalDateTime createdAt() {
        return createdAt;
    }

    /** When another began to sign in its place; null for the one that signs. */
    @Nullable
    LocalDateTime retiredAt() {
        return retiredAt;
    }

    SigningKey retired(LocalDateTime now) {
        return retiredAt == null ? new SigningKey(base64(), createdAt, now) : this;
    }

    /** To be stored; for nobody else's eyes. */
    String base64() {
        return Base64.getEncoder().encodeToString(secret);
    }

    @Override
    public String toString() {
        return "SigningKey " + id;
    }
}
