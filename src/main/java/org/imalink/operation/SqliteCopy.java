package org.imalink.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Copies a SQLite database that others write to. */
final class SqliteCopy {
    private static final long BETWEEN_REPORTS_MILLISECONDS = 200;

    private final Path live;

    SqliteCopy(Path live) {
        this.live = live;
    }

    /**
     * Writes the copy, of the moment at which this begins.
     *
     * @param file does not exist yet
     * @throws InterruptedException when interrupted; what is there of the file is worth nothing then
     */
    void write(Path file, Progress progress) throws IOException, SQLException, InterruptedException {
        long expected = new SqliteDump(live).space();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + live);
                var statement = connection.prepareStatement("vacuum into ?")) {
            statement.setString(1, file.toString());
            var copying = CompletableFuture.runAsync(
                    () -> execute(statement),
                    copy -> Thread.ofPlatform().name("copy").start(copy));
            do {
                progress.report("Copying the database", Math.min(expected, size(file)), expected);
            } while (!isDone(copying, statement));
        }
    }

    private static void execute(PreparedStatement statement) {
        try {
            statement.execute();
        } catch (SQLException e) {
            throw new CopyFailure(e);
        }
    }

    private static boolean isDone(CompletableFuture<Void> copying, PreparedStatement statement)
            throws SQLException, InterruptedException {
        try {
            copying.get(BETWEEN_REPORTS_MILLISECONDS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            statement.cancel();
            copying.exceptionally(_ -> null).join();
            throw e;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof CopyFailure failure ? failure.error : new SQLException(e);
        }
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    private static final class CopyFailure extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final SQLException error;

        CopyFailure(SQLException error) {
            super(error);
            this.error = error;
        }
    }
}
