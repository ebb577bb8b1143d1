package org.imalink.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Access tokens that nobody may believe, made from one that is good. */
final class ForgedTokens {
    private ForgedTokens() {}

    /** Each with what is wrong with it. */
    static Map<String, String> of(String good) {
        var parts = good.split("\\.");
        var header = decode(parts[0]);
        var claims = decode(parts[1]);
        var forged = new LinkedHashMap<String, String>();
        forged.put("empty", "");
        forged.put("no token", "let-me-in");
        forged.put("alg none", encode("{\"alg\":\"none\"}") + "." + parts[1] + ".");
        forged.put("alg None, with the kid", encode(header.replace("HS256", "None")) + "." + parts[1] + ".");
        forged.put("alg none, with the signature", encode("{\"alg\":\"none\"}") + "." + parts[1] + "." + parts[2]);
        forged.put("no signature", parts[0] + "." + parts[1] + ".");
        forged.put("two parts", parts[0] + "." + parts[1]);
        forged.put("five parts", good + ".x.y");
        forged.put("another key", signed("HmacSHA256", header, claims, "another key of thirty-two bytes!"));
        forged.put("an empty key", signed("HmacSHA256", header, claims, "\0"));
        forged.put("its kid as the key", signed("HmacSHA256", header, claims, header));
        forged.put(
                "another algorithm",
                signed("HmacSHA512", header.replace("HS256", "HS512"), claims, "another key of thirty-two bytes!"));
        forged.put(
                "an unknown kid",
                encode("{\"alg\":\"HS256\",\"kid\":\"../../dev/null\"}") + "." + parts[1] + "." + parts[2]);
        forged.put("no kid", encode("{\"alg\":\"HS256\"}") + "." + parts[1] + "." + parts[2]);
        forged.put(
                "another user",
                parts[0] + "." + encode(claims.replaceFirst("\"sub\":\"\\d+\"", "\"sub\":\"1\"") + " ") + "."
                        + parts[2]);
        forged.put("no claims", parts[0] + "." + encode("{}") + "." + parts[2]);
        forged.put("a signature of another", parts[0] + "." + parts[1] + "." + flipped(parts[2]));
        forged.put("oversized", good + "A".repeat(4_097));
        forged.put("oversized claims", parts[0] + "." + encode(claims + " ".repeat(4_097)) + "." + parts[2]);
        return forged;
    }

    private static String flipped(String signature) {
        char first = signature.charAt(0);
        return (first == 'A' ? 'B' : 'A') + signature.substring(1);
    }

    private static String signed(String algorithm, String header, String claims, String key) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), algorithm));
            var text = encode(header) + "." + encode(claims);
            return text + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private static String decode(String part) {
        return new String(Base64.getUrlDecoder().decode(part), UTF_8);
    }
}
