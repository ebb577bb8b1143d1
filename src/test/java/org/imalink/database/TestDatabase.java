package org.imalink.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A database of its own for one test, on a real engine: a file in a temporary folder, or a database of a PostgreSQL server
 * that is started once for the whole run.
 */
public final class TestDatabase implements AutoCloseable {
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final Engine engine;
    private final Path folder;
    private final DatabaseLocation location;
    private final Database database;
    private final Database requests;
    private final Runnable removal;

    /** @param removal takes away what lies outside the folder */
    private TestDatabase(Engine engine, Path folder, DatabaseLocation location, Database database, Runnable removal) {
        this.engine = engine;
        this.folder = folder;
        this.location = location;
        this.database = database;
        this.requests = database.openForRequests();
        this.removal = removal;
    }

    /** With the newest schema: a copy of one that was made by its scripts. */
    public static TestDatabase migrated(Engine engine) {
        return create(folder -> Template.copy(engine, folder), Database::open);
    }

    /** The same, on PostgreSQL with a role for requests that owns nothing. */
    public static TestDatabase withTwoRoles(Engine engine) {
        return create(folder -> Template.copy(engine, folder), TestDatabase::openAsOwner);
    }

    private static Database openAsOwner(DatabaseLocation location) {
        return switch (location) {
            case DatabaseLocation.Sqlite sqlite -> Database.open(sqlite);
            case DatabaseLocation.Postgresql postgresql -> {
                var database = Database.openAsOwner(postgresql, ServingRole.at(byServingRole(postgresql)));
                new Schema(database).upgrade();
                yield database;
            }
        };
    }

    /** The same, where no call waits long. */
    public static TestDatabase impatient(Engine engine) {
        return create(folder -> Template.copy(engine, folder), TestDatabase::openImpatiently);
    }

    /** Without any table. */
    public static TestDatabase empty(Engine engine) {
        return create(folder -> newLocation(engine, folder), Database::open);
    }

    private static TestDatabase create(
            Function<Path, DatabaseLocation> place, Function<DatabaseLocation, Database> opening) {
        try {
            var folder = Files.createTempDirectory("imalink-test");
            var location = place.apply(folder);
            var database = opening.apply(location);
            return new TestDatabase(database.engine(), folder, location, database, () -> Server.drop(location));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * With the newest schema, at a place that the caller can take away; no call waits long for it then.
     *
     * @param folder an existing one, which is deleted in the end
     */
    public static TestDatabase impatient(Engine engine, DatabaseLocation location, Path folder) {
        var database = openImpatiently(location);
        new Schema(database).upgrade();
        return new TestDatabase(engine, folder, location, database, () -> {});
    }

    private static Database openImpatiently(DatabaseLocation location) {
        return Database.open(location, Duration.ofMillis(500));
    }

    /** A place for a new, empty database; on SQLite a file below the folder. */
    public static DatabaseLocation newLocation(Engine engine, Path folder) {
        return switch (engine) {
            case SQLITE -> new DatabaseLocation.Sqlite(folder.resolve("imalink.db"));
            case POSTGRESQL -> Server.create("template1");
        };
    }

    /** The location as a person gives it to a command. */
    public static String url(DatabaseLocation location) {
        return switch (location) {
            case DatabaseLocation.Sqlite(var file) -> "sqlite:" + file;
            case DatabaseLocation.Postgresql(var jdbcUrl, var properties) ->
                jdbcUrl.replace(
                        "//", "//" + properties.getProperty("user") + ":" + properties.getProperty("password") + "@");
        };
    }

    /** The same database by a role that owns nothing. */
    public static DatabaseLocation.Postgresql byServingRole(DatabaseLocation location) {
        return Server.as(Server.SERVING_ROLE, (DatabaseLocation.Postgresql) location);
    }

    public Database database() {
        return database;
    }

    /** As requests come to it: the same, but where it was made with two roles. */
    public Database requests() {
        return requests;
    }

    public Engine engine() {
        return engine;
    }

    public DatabaseLocation location() {
        return location;
    }

    /** A temporary folder that lives as long as the database; on SQLite the file lies there. */
    public Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        requests.close();
        database.close();
        removal.run();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** A database of each engine that has the newest schema and nothing else, made once in this process. */
    private static final class Template {
        private static final Map<Engine, DatabaseLocation> MADE = new EnumMap<>(Engine.class);

        static synchronized DatabaseLocation copy(Engine engine, Path folder) {
            return switch (MADE.computeIfAbsent(engine, Template::make)) {
                case DatabaseLocation.Sqlite(var file) -> {
                    try {
                        yield new DatabaseLocation.Sqlite(Files.copy(file, folder.resolve("imalink.db")));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
                case DatabaseLocation.Postgresql postgresql -> Server.create(Server.name(postgresql));
            };
        }

        private static DatabaseLocation make(Engine engine) {
            try {
                var folder = Files.createTempDirectory("imalink-template");
                folder.toFile().deleteOnExit();
                folder.resolve("imalink.db").toFile().deleteOnExit();
                var location = newLocation(engine, folder);
                try (var database = Database.open(location)) {
                    new Schema(database).upgrade();
                }
                return location;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The PostgreSQL server of this run, started when first needed and stopped with the JVM. */
    static final class Server {
        /** Owns nothing, in no database. */
        static final String SERVING_ROLE = "imalink_server";

        /** Owns the databases that are made for it, and no more. */
        static final String OWNING_ROLE = "imalink_owner";

        private static final EmbeddedPostgres INSTANCE = start();

        static {
            for (var role : List.of(SERVING_ROLE, OWNING_ROLE)) {
                execute("create role " + role + " login password '" + role + "'");
            }
        }

        /** The same database as a role whose password is its name. */
        static DatabaseLocation.Postgresql as(String role, DatabaseLocation.Postgresql location) {
            var properties = new Properties();
            properties.setProperty("user", role);
            properties.setProperty("password", role);
            return new DatabaseLocation.Postgresql(location.jdbcUrl(), properties);
        }

        private static EmbeddedPostgres start() {
            try {
                return builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static EmbeddedPostgres.Builder builder() {
            return EmbeddedPostgres.builder()
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setServerConfig("fsync", "off")
                    .setServerConfig("max_connections", "300");
        }

        /**
         * A new database, as a copy of another that nobody is connected to: of its files, which takes a third of the time
         * of writing every page to the log.
         */
        static DatabaseLocation create(String template) {
            var name = "test" + COUNTER.incrementAndGet();
            execute("create database %s template %s strategy file_copy".formatted(name, template));
            return DatabaseLocation.parse(url(name));
        }

        /** A new database of a role, without any table. */
        static DatabaseLocation createFor(String owner) {
            var name = "test" + COUNTER.incrementAndGet();
            execute("create database %s owner %s".formatted(name, owner));
            return DatabaseLocation.parse(url(name));
        }

        /** Hundreds of databases would take longer to stop than the tests to run. */
        static void drop(DatabaseLocation location) {
            if (location instanceof DatabaseLocation.Postgresql postgresql) {
                execute("drop database " + name(postgresql) + " with (force)");
            }
        }

        static void execute(String command) {
            try (var connection = INSTANCE.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(command);
            } catch (SQLException e) {
                throw new IllegalStateException(command + " failed", e);
            }
        }

        static String name(DatabaseLocation.Postgresql location) {
            return location.jdbcUrl().substring(location.jdbcUrl().lastIndexOf('/') + 1);
        }

        static String url(String name) {
            return "postgresql://postgres:postgres@localhost:" + INSTANCE.getPort() + "/" + name;
        }
    }
}
