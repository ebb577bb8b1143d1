package org.imalink.http;

/** Who may call a route. */
enum Caller {
    /** Anybody who reaches the server: it shows nothing of a library. */
    EVERYONE,
    /** Who may see a library; on a single-user server, everybody. */
    VIEWER,
    /** Who shows the operator's code. */
    OPERATOR
}
