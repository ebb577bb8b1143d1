package org.imalink.cli;

import org.jspecify.annotations.Nullable;

/** Every setting there is: an option of the commands, an environment variable, or both. The option wins. */
enum Setting {
    DATA(
            "--data",
            "IMALINK_DATA",
            "~/.imalink",
            "The data directory: the folder in which the library keeps its database, previews and backups. Made when absent."),
    HOST(
            "--host",
            "IMALINK_HOST",
            "127.0.0.1",
            "The address to listen on. 127.0.0.1 is this machine only; 0.0.0.0 is everybody on the network."),
    PORT("--port", "IMALINK_PORT", "8000", "The port to listen on, 0 to 65535; 0 takes any free one."),
    DATABASE_FILE(
            null,
            "IMALINK_DB_PATH",
            "imalink.db in the data directory",
            "The SQLite database, where it lies elsewhere. Its backups lie beside it."),
    DATABASE_URL(
            "--database",
            "IMALINK_DATABASE_URL",
            "the SQLite database",
            "The database by its URL: postgresql://user:password@host:5432/name or sqlite:FILE. Put a password into the "
                    + "environment variable, because options can be seen by other users of the machine."),
    DATABASE_OWNER_URL(
            "--database-owner",
            "IMALINK_DATABASE_OWNER_URL",
            "the same as the database's",
            "A PostgreSQL database by another role, which owns the tables. Requests then come through the role of --database, "
                    + "which owns none, and PostgreSQL itself keeps it to the rows of whom it acts for (row-level security)."),
    ALLOWED_HOSTS(
            null,
            "IMALINK_ALLOWED_HOSTS",
            "none",
            "Names under which people reach this server, with commas between: photos.example.org. Localhost and "
                    + "addresses always work; other names are refused, so that no page from elsewhere can pose as this server."),
    ALLOWED_ORIGINS(
            null,
            "IMALINK_ALLOWED_ORIGINS",
            "none",
            "Web pages of other servers that may use this one, with commas between: https://photos.example.org."),
    REGISTRATION(
            null,
            "IMALINK_REGISTRATION",
            "open where the server listens on 127.0.0.1 alone, neither behind a trusted proxy nor under another name, "
                    + "otherwise invitation",
            "Who may make an account: open is everybody who reaches the server, invitation is who has a code from an admin, "
                    + "closed is nobody (imalink user add makes accounts in every mode)."),
    TRUSTED_PROXIES(
            null,
            "IMALINK_TRUSTED_PROXIES",
            "none",
            "Addresses or networks of proxies in front of this server, with commas between: 127.0.0.1, 10.0.0.0/8. Only they "
                    + "are believed when they say where a request came from, and whether it came by https."),
    RESCAN(
            null,
            "IMALINK_RESCAN_MINUTES",
            "60",
            "How often watched folders are scanned whole, in minutes, because network drives do not tell of changes; 0 for "
                    + "only at each start."),
    LOG(null, "IMALINK_LOG", "warn", "How much is logged to the terminal: error, warn, info or debug."),
    JAVA_OPTIONS(
            null,
            "IMALINK_JAVA_OPTIONS",
            "none",
            "Options for Java itself, such as -Xmx2g for a larger heap (usually a quarter of the memory, 1 GB at most) or "
                    + "-XX:+UseG1GC for another garbage collector.");

    private final @Nullable String option;
    private final String variable;
    private final String standard;
    private final String meaning;

    Setting(@Nullable String option, String variable, String standard, String meaning) {
        this.option = option;
        this.variable = variable;
        this.standard = standard;
        this.meaning = meaning;
    }

    /** As it is given to the commands that know it; null where there is only the variable. */
    @Nullable
    String option() {
        return option;
    }

    String variable() {
        return variable;
    }

    /** What holds without it, for people. */
    String standard() {
        return standard;
    }

    String meaning() {
        return meaning;
    }

    /** How a message names it. */
    String names() {
        return option == null ? variable : option + " (" + variable + ")";
    }
}
