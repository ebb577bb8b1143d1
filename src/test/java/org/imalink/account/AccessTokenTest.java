package org.imalink.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Access tokens that somebody else made, or changed, or kept too long. */
class AccessTokenTest extends AccountsContract {
    private static final Credential INVALID = new Credential.Invalid();

    private Tokens tokens;

    @BeforeEach
    void signKariIn() {
        member("kari");
        admin("anna");
        tokens = signIn("kari");
    }

    private JWTClaimsSet.Builder claims() throws Exception {
        return new JWTClaimsSet.Builder(SignedJWT.parse(tokens.accessToken()).getJWTClaimsSet());
    }

    private static String signed(JWSAlgorithm algorithm, String kid, JWTClaimsSet claims, byte[] secret)
            throws Exception {
        var token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(kid).build(), claims);
        token.sign(new MACSigner(secret));
        return token.serialize();
    }

    private byte[] secret() {
        return keys.newest().mac("access", "");
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_token_says_who_which_sign_in_and_since_which_epoch() throws Exception {
        var jwt = SignedJWT.parse(tokens.accessToken());

        assertThat(jwt.getHeader().getKeyID()).isEqualTo(keys.newest().id());
        assertThat(jwt.getJWTClaimsSet().getClaims()).containsOnlyKeys("sub", "sid", "epoch", "iat", "exp");
        assertThat(accounts.examine(tokens.accessToken(), null))
                .isInstanceOfSatisfying(Credential.AccessToken.class, said -> {
                    assertThat(said.user()).isEqualTo(tokens.user().id());
                    assertThat(said.epoch()).isZero();
                });
    }

    @Test
    void a_token_made_with_the_right_secret_is_believed_so_that_the_tests_below_mean_something() throws Exception {
        var again = signed(JWSAlgorithm.HS256, keys.newest().id(), claims().build(), secret());

        assertThat(viewer(accounts, again)).isEqualTo(viewer(tokens)).isPresent();
    }

    @Test
    void an_unsigned_token_is_refused() throws Exception {
        assertThat(accounts.examine(new PlainJWT(claims().build()).serialize(), null))
                .isEqualTo(INVALID);
        var body = tokens.accessToken().split("\\.")[1];
        for (var algorithm : new String[] {"none", "None", "NONE", ""}) {
            var header = part(
                    "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + keys.newest().id() + "\"}");
            assertThat(accounts.examine(header + "." + body + ".", null)).isEqualTo(INVALID);
            assertThat(accounts.examine(
                            header + "." + body + "." + tokens.accessToken().split("\\.")[2], null))
                    .isEqualTo(INVALID);
        }
    }

    @Test
    void a_token_by_another_algorithm_is_refused_even_with_the_right_secret() throws Exception {
        var long_ = Arrays.copyOf(secret(), 64);
        for (var algorithm : new JWSAlgorithm[] {JWSAlgorithm.HS384, JWSAlgorithm.HS512}) {
            assertThat(accounts.examine(signed(algorithm, keys.newest().id(), claims().build(), long_), null))
                    .isEqualTo(INVALID);
        }
    }

    @Test
    void a_token_by_another_secret_is_refused() throws Exception {
        var other = SigningKey.draw(new UtcClock(clock).now());

        for (var kid : new String[] {keys.newest().id(), other.id(), "", null, "../../etc/passwd"}) {
            assertThat(accounts.examine(
                            signed(JWSAlgorithm.HS256, kid, claims().build(), other.mac("access", "")), null))
                    .isEqualTo(INVALID);
        }
    }

    @Test
    void a_token_that_names_no_key_or_another_is_refused_even_with_the_right_secret() throws Exception {
        for (var kid : new String[] {null, "", "0000000000000000"}) {
            assertThat(accounts.examine(signed(JWSAlgorithm.HS256, kid, claims().build(), secret()), null))
                    .isEqualTo(INVALID);
        }
    }

    @Test
    void a_token_that_somebody_changed_is_refused() {
        var parts = tokens.accessToken().split("\\.");
        var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        var admin = claims.replace(
                "\"sub\":\"" + tokens.user().id() + "\"",
                "\"sub\":\"" + (tokens.user().id() + 1) + "\"");

        assertThat(admin).isNotEqualTo(claims);
        assertThat(viewer(tokens)).isPresent();
        assertThat(accounts.examine(parts[0] + "." + part(admin) + "." + parts[2], null))
                .isEqualTo(INVALID);
    }

    @Test
    void a_token_that_was_believed_before_is_refused_once_its_key_is_not_believed_any_more() {
        var reader = new AccessTokens(keys);
        assertThat(reader.read(tokens.accessToken(), null)).isPresent();

        keys.rotate();
        assertThat(reader.read(tokens.accessToken(), null)).isPresent();
        clock.forward(TokenMaker.SIGN_IN_LIFE.plusDays(2));
        keys.rotate();

        assertThat(reader.read(tokens.accessToken(), null)).isEmpty();
    }

    @Test
    void a_token_is_good_for_fifteen_minutes() {
        clock.forward(Duration.ofMinutes(15).minusMillis(1));
        assertThat(viewer(tokens)).isPresent();

        clock.forward(Duration.ofMillis(1));
        assertThat(accounts.examine(tokens.accessToken(), null)).isEqualTo(INVALID);
    }

    @Test
    void a_signed_token_that_lacks_something_is_refused() throws Exception {
        var kid = keys.newest().id();
        for (var claim : new String[] {"sub", "sid", "epoch", "exp"}) {
            assertThat(accounts.examine(
                            signed(
                                    JWSAlgorithm.HS256,
                                    kid,
                                    claims().claim(claim, null).build(),
                                    secret()),
                            null))
                    .as(claim)
                    .isEqualTo(INVALID);
        }
        for (var sub : new String[] {"", "kari", "1e3", "99999999999999999999"}) {
            assertThat(accounts.examine(
                            signed(
                                    JWSAlgorithm.HS256,
                                    kid,
                                    claims().subject(sub).build(),
                                    secret()),
                            null))
                    .as(sub)
                    .isEqualTo(INVALID);
        }
    }

    @Test
    void a_token_of_one_person_with_the_sign_in_of_another_is_nobodys() throws Exception {
        var anna = signIn("anna");
        var mixed = claims().subject(String.valueOf(anna.user().id())).build();

        assertThat(viewer(accounts, signed(JWSAlgorithm.HS256, keys.newest().id(), mixed, secret())))
                .isEmpty();
    }

    @Test
    void an_oversized_token_is_refused_unread() throws Exception {
        var huge = claims().claim("x", "y".repeat(5000)).build();

        assertThat(accounts.examine(signed(JWSAlgorithm.HS256, keys.newest().id(), huge, secret()), null))
                .isEqualTo(INVALID);
        assertThat(accounts.examine("a.".repeat(3_000_000), null)).isEqualTo(INVALID);
    }

    @Test
    void nonsense_is_refused() {
        for (var token : new String[] {
            "",
            " ",
            ".",
            "..",
            "...",
            "a.b.c",
            "{}",
            "\0",
            part("{}") + ".e30.",
            "e30.e30.e30",
            part("[".repeat(2000)) + ".e30.AA",
            part("{\"alg\":\"HS256\",\"crit\":[\"b64\"],\"b64\":false}") + ".e30.AA"
        }) {
            assertThat(accounts.examine(token, null)).as(token).isEqualTo(INVALID);
        }
    }

    @Test
    void a_bad_bearer_token_is_not_made_good_by_a_cookie() {
        assertThat(accounts.examine("nonsense", tokens.imageToken())).isEqualTo(INVALID);
        assertThat(accounts.examine(null, tokens.imageToken())).isInstanceOf(Credential.ImageToken.class);
        assertThat(accounts.examine(null, null)).isEqualTo(new Credential.None());
        assertThat(viewer(accounts, new Credential.None())).isEmpty();
        assertThat(viewer(accounts, INVALID)).isEmpty();
    }

    @Test
    void an_expired_token_with_the_right_signature_is_refused_whatever_it_says_of_its_birth() throws Exception {
        var old = claims().issueTime(Date.from(clock.instant().plus(Duration.ofDays(1))))
                .expirationTime(Date.from(clock.instant()))
                .build();

        assertThat(accounts.examine(signed(JWSAlgorithm.HS256, keys.newest().id(), old, secret()), null))
                .isEqualTo(INVALID);
    }
}
