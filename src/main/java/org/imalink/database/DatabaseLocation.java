package org.imalink.database;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;

/** Where the library's database is. */
public sealed interface DatabaseLocation {
    /** The embedded database: one file, made when absent. */
    record Sqlite(Path file) implements DatabaseLocation {}

    /**
     * A PostgreSQL database.
     *
     * @param jdbcUrl without user and password
     * @param properties user and password, where given
     */
    record Postgresql(String jdbcUrl, Properties properties) implements DatabaseLocation {
        /** Another database of the same server, reached in the same way. */
        public Postgresql named(String database) {
            return new Postgresql(jdbcUrl.replaceFirst("(://[^/]*/)[^?]*", "$1" + database), properties);
        }

        /** The same database, with the tables looked for in one schema alone. */
        Postgresql inSchema(String schema) {
            var more = new Properties();
            more.putAll(properties);
            more.setProperty("currentSchema", schema);
            return new Postgresql(jdbcUrl, more);
        }

        /** As {@link DatabaseLocation#parse} reads it: with the password, so for nobody's eyes. */
        public String url() {
            var user = properties.getProperty("user");
            if (user == null) {
                return jdbcUrl;
            }
            var password = properties.getProperty("password");
            var userInfo = encoded(user) + (password == null ? "" : ":" + encoded(password));
            return jdbcUrl.replaceFirst("://", Matcher.quoteReplacement("://" + userInfo + "@"));
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        }

        @Override
        public String toString() {
            return jdbcUrl;
        }
    }

    /**
     * Reads a database URL: {@code postgresql://user:password@host:port/name} or the same with {@code jdbc:} before it, or
     * {@code sqlite:FILE}.
     *
     * @throws IllegalArgumentException with a sentence for the person, when it is none of these
     */
    static DatabaseLocation parse(String url) {
        if (url.startsWith("sqlite:")) {
            return new Sqlite(Path.of(url.substring("sqlite:".length())));
        }
        var plain = url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url;
        if (!plain.startsWith("postgresql://") && !plain.startsWith("postgres://")) {
            throw new IllegalArgumentException(
                    "The database URL must look like postgresql://user:password@host:5432/name or sqlite:FILE.");
        }
        try {
            var uri = new URI(plain);
            var properties = new Properties();
            var userInfo = uri.getUserInfo();
            if (userInfo != null) {
                int colon = userInfo.indexOf(':');
                properties.setProperty("user", colon < 0 ? userInfo : userInfo.substring(0, colon));
                if (colon >= 0) {
                    properties.setProperty("password", userInfo.substring(colon + 1));
                }
            }
            var host = uri.getHost() == null ? "localhost" : uri.getHost();
            var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            return new Postgresql("jdbc:postgresql://" + host + port + uri.getRawPath() + query, properties);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "The database URL cannot be read: character " + e.getIndex() + " is not allowed there.", e);
        }
    }
}
