package org.imalink.database;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;

/** Takes the write lock of a SQLite database, and gives it back, with each line of its input. Argument: the file. */
final class SqliteLocker {
    private SqliteLocker() {}

    public static void main(String[] arguments) throws Exception {
        var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (commands.readLine() != null) {
            try (var connection = DriverManager.getConnection("jdbc:sqlite:" + arguments[0]);
                    var statement = connection.createStatement()) {
                statement.execute("pragma busy_timeout = 30000");
                statement.execute("begin immediate");
                System.out.println("locked");
                commands.readLine();
                statement.execute("rollback");
            }
            System.out.println("unlocked");
        }
    }
}
