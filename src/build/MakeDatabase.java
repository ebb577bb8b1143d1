import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;

/**
 * Build step: makes an empty SQLite database of the newest schema, from which jOOQ reads the tables. It is at tenancy level 1,
 * so that what is generated names no column that is only there at level 2.
 */
void main(String[] arguments) throws Exception {
    var database = Path.of(arguments[0]);
    var scripts = Path.of(arguments[1]);
    Files.createDirectories(database.getParent());
    Files.deleteIfExists(database);
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
            var statement = connection.createStatement();
            var files = Files.list(scripts)) {
        statement.executeUpdate(readableByGenerator(Files.readString(scripts.resolve("history.sql"))));
        for (var script : files.filter(file -> file.getFileName().toString().matches("(product-\\d+|tenancy-0001)\\.up\\.sql"))
                .sorted()
                .toList()) {
            statement.executeUpdate(readableByGenerator(Files.readString(script)));
        }
    }
}

/** Strict tables know one integer type; the generator must see which columns hold microseconds, which need 64 bits. */
String readableByGenerator(String script) {
    return script.replaceAll("\\) strict(, )?", ") ").replaceAll("(?m)^((?:  |alter table [a-z_]+ add column )[a-z_]+_at) integer", "$1 bigint");
}
