package org.imalink.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imalink.account.Registration;
import org.imalink.database.DatabaseLocation;
import org.imalink.http.TrustedProxies;
import org.imalink.operation.DataDirectory;
import org.jspecify.annotations.Nullable;

/**
 * What holds for one run: an option before an environment variable before the standard value. Immutable.
 *
 * <p>All methods throw {@link InvalidSettingException} when a value makes no sense.
 */
final class Settings {
    private static final int HIGHEST_PORT = 65_535;

    private final Map<Setting, String> options;
    private final Map<String, String> environment;

    Settings(Map<Setting, String> options, Map<String, String> environment) {
        this.options = Map.copyOf(options);
        this.environment = Map.copyOf(environment);
    }

    Path data() {
        return path(Setting.DATA, value(Setting.DATA).orElse("~/.imalink"));
    }

    String host() {
        return value(Setting.HOST).orElse("127.0.0.1");
    }

    int port() {
        var text = value(Setting.PORT).orElse("8000");
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw invalid(Setting.PORT, text, "it must be a number from 0 to 65535", e);
        }
        throw invalid(Setting.PORT, text, "it must be a number from 0 to 65535", null);
    }

    Duration rescan() {
        var text = value(Setting.RESCAN).orElse("60");
        try {
            int minutes = Integer.parseInt(text);
            if (minutes >= 0) {
                return Duration.ofMinutes(minutes);
            }
        } catch (NumberFormatException e) {
            throw invalid(Setting.RESCAN, text, "it must be a number of minutes", e);
        }
        throw invalid(Setting.RESCAN, text, "it must be a number of minutes", null);
    }

    /** The library's database; on PostgreSQL by the role that owns the tables. */
    DatabaseLocation database(DataDirectory directory) {
        return servingRole()
                .<DatabaseLocation>map(serving -> postgresql(Setting.DATABASE_OWNER_URL))
                .or(() -> value(Setting.DATABASE_URL).map(url -> location(Setting.DATABASE_URL, url)))
                .orElseGet(() -> new DatabaseLocation.Sqlite(value(Setting.DATABASE_FILE)
                        .map(text -> path(Setting.DATABASE_FILE, text))
                        .orElseGet(directory::database)));
    }

    /** The same database by the role that requests come through, where that is another one. */
    Optional<DatabaseLocation.Postgresql> servingRole() {
        return value(Setting.DATABASE_OWNER_URL).map(owner -> postgresql(Setting.DATABASE_URL));
    }

    private DatabaseLocation.Postgresql postgresql(Setting setting) {
        if (location(setting, value(setting).orElse("sqlite:")) instanceof DatabaseLocation.Postgresql postgresql) {
            return postgresql;
        }
        throw new InvalidSettingException(
                "%s and %s go together: both are URLs of one PostgreSQL database."
                        .formatted(Setting.DATABASE_URL.names(), Setting.DATABASE_OWNER_URL.names()),
                null);
    }

    private static DatabaseLocation location(Setting setting, String url) {
        try {
            return DatabaseLocation.parse(url);
        } catch (IllegalArgumentException e) {
            // Without the value, which may hold a password.
            throw new InvalidSettingException(setting.names() + ": " + e.getMessage(), e);
        }
    }

    List<String> allowedHosts() {
        return list(Setting.ALLOWED_HOSTS);
    }

    List<String> allowedOrigins() {
        return list(Setting.ALLOWED_ORIGINS);
    }

    /** Open without being asked only where nobody but this machine's people can come. */
    Registration registration() {
        var text = value(Setting.REGISTRATION);
        if (text.isPresent()) {
            return Arrays.stream(Registration.values())
                    .filter(mode -> mode.code().equals(text.get()))
                    .findFirst()
                    .orElseThrow(() ->
                            invalid(Setting.REGISTRATION, text.get(), "it must be open, invitation or closed", null));
        }
        boolean alone =
                isLoopback() && trustedProxies().isEmpty() && allowedHosts().isEmpty();
        return alone ? Registration.OPEN : Registration.INVITATION;
    }

    /** Whether only this machine reaches the server. */
    boolean isLoopback() {
        try {
            return InetAddress.getByName(host()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    TrustedProxies trustedProxies() {
        try {
            return TrustedProxies.of(list(Setting.TRUSTED_PROXIES));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(
                    "%s: %s. Write addresses such as 127.0.0.1, or networks such as 10.0.0.0/8."
                            .formatted(Setting.TRUSTED_PROXIES.names(), e.getMessage()),
                    e);
        }
    }

    String logLevel() {
        var level = value(Setting.LOG).orElse("warn");
        if (!List.of("error", "warn", "info", "debug").contains(level)) {
            throw invalid(Setting.LOG, level, "it must be error, warn, info or debug", null);
        }
        return level;
    }

    private Optional<String> value(Setting setting) {
        return Optional.ofNullable(options.get(setting))
                .or(() -> Optional.ofNullable(environment.get(setting.variable())))
                .filter(text -> !text.isBlank());
    }

    private List<String> list(Setting setting) {
        return value(setting).stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private Path path(Setting setting, String text) {
        try {
            if (text.equals("~") || text.startsWith("~/")) {
                return Path.of(home() + text.substring(1));
            }
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw invalid(setting, text, "it is not the name of a folder or file", e);
        }
    }

    private String home() {
        var home = environment.get("HOME");
        return home == null || home.isBlank() ? System.getProperty("user.home") : home;
    }

    private static InvalidSettingException invalid(
            Setting setting, String value, String reason, @Nullable Throwable cause) {
        return new InvalidSettingException("%s is \"%s\": %s.".formatted(setting.names(), value, reason), cause);
    }
}
