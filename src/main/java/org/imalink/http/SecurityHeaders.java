package org.imalink.http;

import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * What browsers are told about every answer, so that nothing in a library can run as a program in the page. Written once for
 * the wire, because every answer has them.
 */
final class SecurityHeaders implements HttpConfiguration.Customizer {
    private static final List<HttpField> FIELDS = List.of(
            new PreEncodedHttpField(
                    "Content-Security-Policy",
                    "default-src 'self'; img-src 'self' blob: data:; style-src 'self'; script-src 'self';"
                            + " object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"),
            new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
            new PreEncodedHttpField("X-Frame-Options", "DENY"),
            new PreEncodedHttpField("Referrer-Policy", "same-origin"),
            new PreEncodedHttpField("Cross-Origin-Opener-Policy", "same-origin"));

    @Override
    public Request customize(Request request, HttpFields.Mutable headers) {
        FIELDS.forEach(headers::add);
        return request;
    }
}
