package org.imalink.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.imalink.operation.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens: JWTs (RFC 7519) signed with HS256 and nothing else. What was found to be ours is remembered by its SHA-256,
 * because people come with the same token many times; whether it has expired, and whether its key is still believed, is asked
 * each time. Thread-safe.
 */
final class AccessTokens {
    static final Duration LIFE = Duration.ofMinutes(15);

    /** Ours have less than 400 characters; what is longer is not even looked at. */
    static final int LONGEST = 4096;

    private static final int MOST_REMEMBERED = 10_000;

    private static final String SIGN_IN = "sid";
    private static final String EPOCH = "epoch";

    private final SigningKeys keys;
    private final Cache<String, Signed> remembered = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(LIFE)
            .build();

    /** What a token says that a key has signed. */
    private record Signed(String keyId, Credential.AccessToken said, Instant expires) {}

    AccessTokens(SigningKeys keys) {
        this.keys = keys;
    }

    static String make(SigningKey key, Credential.AccessToken said, Instant now) {
        var header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(JOSEObjectType.JWT)
                .keyID(key.id())
                .build();
        var claims = new JWTClaimsSet.Builder()
                .subject(Long.toString(said.user()))
                .claim(SIGN_IN, said.tokenId())
                .claim(EPOCH, said.epoch())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .build();
        try {
            var token = new SignedJWT(header, claims);
            token.sign(new MACSigner(secret(key)));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("Every Java platform can sign with HmacSHA256", e);
        }
    }

    /**
     * What the token says, if this server made it.
     *
     * @param now when it must not have expired; null for a token of any age
     */
    Optional<Credential.AccessToken> read(String token, @Nullable Instant now) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        var name = Sha256.of(token.getBytes(StandardCharsets.UTF_8));
        var known = remembered.getIfPresent(name);
        if (known != null) {
            return keys.find(known.keyId()).flatMap(key -> said(known, now));
        }
        var signed = verified(token);
        signed.ifPresent(found -> remembered.put(name, found));
        return signed.flatMap(found -> said(found, now));
    }

    private static Optional<Credential.AccessToken> said(Signed signed, @Nullable Instant now) {
        return now == null || now.isBefore(signed.expires()) ? Optional.of(signed.said()) : Optional.empty();
    }

    private Optional<Signed> verified(String token) {
        try {
            var jwt = SignedJWT.parse(token);
            return isSigned(jwt) ? signed(jwt.getHeader().getKeyID(), jwt.getJWTClaimsSet()) : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return Optional.empty(); // whoever made it, it was not this server
        }
    }

    private boolean isSigned(SignedJWT jwt) throws JOSEException {
        var kid = jwt.getHeader().getKeyID();
        if (kid == null || !jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.HS256)) {
            return false;
        }
        var key = keys.find(kid);
        return key.isPresent() && jwt.verify(new MACVerifier(secret(key.get())));
    }

    private static Optional<Signed> signed(String keyId, JWTClaimsSet claims) throws ParseException {
        var expires = claims.getExpirationTime();
        var user = claims.getSubject();
        var signIn = claims.getStringClaim(SIGN_IN);
        var epoch = claims.getIntegerClaim(EPOCH);
        if (expires == null || user == null || signIn == null || epoch == null) {
            return Optional.empty();
        }
        var said = new Credential.AccessToken(Long.parseLong(user), signIn, epoch);
        return Optional.of(new Signed(keyId, said, expires.toInstant()));
    }

    private static byte[] secret(SigningKey key) {
        return key.mac("access", "");
    }
}
