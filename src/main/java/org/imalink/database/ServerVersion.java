package org.imalink.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The release of this server, as people name it: {@code 0.1.0}. */
public final class ServerVersion {
    public static final String CURRENT = read();

    private ServerVersion() {}

    private static String read() {
        try (var in = ServerVersion.class.getResourceAsStream("server.properties")) {
            var properties = new Properties();
            properties.load(Objects.requireNonNull(in));
            return Objects.requireNonNull(properties.getProperty("version"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
