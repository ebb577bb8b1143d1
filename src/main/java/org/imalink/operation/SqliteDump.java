package org.imalink.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.imalink.database.Database;
import org.imalink.database.Engine;
import org.sqlite.SQLiteConfig;

/** A SQLite database as another SQLite database, written by {@code VACUUM INTO}. */
final class SqliteDump implements DatabaseDump {
    private static final long POLL_MILLISECONDS = 2;

    private final Path live;

    SqliteDump(Path live) {
        this.live = live;
    }

    @Override
    public String suffix() {
        return "";
    }

    @Override
    public long space(Database database) throws IOException {
        return space();
    }

    /** Bytes of the database, with what is written ahead. */
    long space() throws IOException {
        var log = live.resolveSibling(live.getFileName() + "-wal");
        return Files.size(live) + (Files.exists(log) ? Files.size(log) : 0);
    }

    /**
     * The copy and the digest of the live database must be of the same moment. Both connections look at the database while
     * no one writes; VACUUM has its snapshot before it writes its first byte, so from then on writers may go on.
     */
    @Override
    public ContentDigest.Content write(Database database, Path file, Progress progress) throws SQLException {
        progress.report("Copying the database", 0, 0);
        try (var reader = database.connection()) {
            var copying = database.whileNoneWrites(() -> {
                takeSnapshot(reader);
                var started = CompletableFuture.runAsync(
                        () -> vacuumInto(file),
                        copy -> Thread.ofPlatform().name("backup").start(copy));
                waitForSnapshot(started, file);
                return started;
            });
            try {
                join(copying);
                return ContentDigest.of(reader, Engine.SQLITE, progress);
            } finally {
                execute(reader, "rollback");
            }
        }
    }

    private static void takeSnapshot(Connection reader) {
        try {
            execute(reader, "begin");
            execute(reader, "select count(*) from sqlite_schema"); // the snapshot is taken by the first look
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
    }

    private void vacuumInto(Path file) {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + live);
                var statement = connection.prepareStatement("vacuum into ?")) {
            statement.setString(1, file.toString());
            statement.execute();
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
    }

    private static void waitForSnapshot(CompletableFuture<Void> copying, Path file) {
        while (!copying.isDone() && !hasBytes(file)) {
            try {
                copying.get(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // Not yet; look again.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CompletionException(e);
            } catch (ExecutionException e) {
                return; // told when it is joined
            }
        }
    }

    private static boolean hasBytes(Path file) {
        return file.toFile().length() > 0;
    }

    private static void join(CompletableFuture<Void> copying) throws SQLException {
        try {
            copying.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof SQLException cause ? cause : new SQLException(e);
        }
    }

    @Override
    public Reading read(Path file, Progress progress) {
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        // Nobody writes to a backup; without this, looking at it would leave files beside it.
        try (var connection = config.createConnection("jdbc:sqlite:file:" + uriPath(file) + "?immutable=1")) {
            progress.report("Checking the file", 0, 0);
            var integrity = firstText(connection, "pragma integrity_check");
            if (!integrity.equals("ok")) {
                return new Reading.Damaged(
                        "integrity_check: " + integrity.lines().findFirst().orElse(integrity));
            }
            var dangling = firstText(connection, "select count(*) from pragma_foreign_key_check");
            if (!dangling.equals("0")) {
                return new Reading.Damaged("foreign_key_check: " + dangling + " rows point at nothing");
            }
            return new Reading.Sound(ContentDigest.of(connection, Engine.SQLITE, progress));
        } catch (SQLException e) {
            return new Reading.Damaged(String.valueOf(e.getMessage()));
        }
    }

    private static String uriPath(Path file) {
        return file.toUri().getRawPath();
    }

    private static String firstText(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            return result.next() ? result.getString(1) : "";
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
