package org.imalink.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.imalink.operation.ChildJvm;

/** A new database that can be taken away from its users, and given back as it was. For one thread at a time. */
public sealed interface DatabaseOutage extends AutoCloseable {
    DatabaseLocation location();

    /** Takes it away. On SQLite, another process holds the lock of writers; reading goes on. */
    void begin() throws IOException;

    void end() throws IOException;

    @Override
    void close() throws IOException;

    /** @param folder an existing one */
    static DatabaseOutage of(Engine engine, Path folder) throws IOException {
        return switch (engine) {
            case SQLITE -> Locked.in(folder);
            case POSTGRESQL -> new Stopped(folder.resolve("postgresql"));
        };
    }

    /** The file of a SQLite database, and a process that locks it when told to. */
    record Locked(DatabaseLocation.Sqlite location, ChildJvm locker) implements DatabaseOutage {
        static Locked in(Path folder) throws IOException {
            var location = new DatabaseLocation.Sqlite(folder.resolve("imalink.db"));
            return new Locked(
                    location, ChildJvm.start(SqliteLocker.class, location.file().toString()));
        }

        @Override
        public void begin() throws IOException {
            tell("locked");
        }

        @Override
        public void end() throws IOException {
            tell("unlocked");
        }

        private void tell(String expected) throws IOException {
            var commands = locker.process().getOutputStream();
            commands.write('\n');
            commands.flush();
            if (!expected.equals(locker.line())) {
                throw new IOException("The lock cannot be taken");
            }
        }

        @Override
        public void close() {
            locker.close();
        }
    }

    /** A PostgreSQL server of its own, on one port and one data directory. */
    final class Stopped implements DatabaseOutage {
        private final Path data;
        private final DatabaseLocation location;
        private final int port;
        private EmbeddedPostgres server;

        private Stopped(Path data) throws IOException {
            this.data = data;
            this.server = start(0);
            this.port = server.getPort();
            this.location = DatabaseLocation.parse("postgresql://postgres:postgres@localhost:" + port + "/postgres");
        }

        private EmbeddedPostgres start(int chosen) throws IOException {
            var builder = TestDatabase.Server.builder().setDataDirectory(data).setCleanDataDirectory(false);
            return (chosen == 0 ? builder : builder.setPort(chosen)).start();
        }

        @Override
        public DatabaseLocation location() {
            return location;
        }

        @Override
        public void begin() throws IOException {
            server.close();
        }

        @Override
        public void end() throws IOException {
            server = start(port);
        }

        /** Ends all connections, as a restart or a broken network does; new ones are taken at once. */
        public void cutConnections() throws SQLException {
            try (var connection = server.getTemplateDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'postgres'");
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
