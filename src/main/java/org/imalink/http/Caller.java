package org.imalink.http;

/** Who may call a route. */
enum Caller {
    /** Anybody who reaches the server: it shows nothing of a library. */
    EVERYONE,
    /** Who may see a library; while there is only one, everybody. */
    VIEWER,
    /** Anybody who wants to sign in or to have an account; where there are accounts. */
    SIGN_IN,
    /** Anybody who wants to be signed out; everywhere. */
    SIGN_OUT,
    /** Who is signed in. */
    SIGNED_IN,
    /** Who is signed in and may import folders of the server. */
    IMPORTER,
    /** Who looks after accounts: an admin or the operator. */
    STEWARD,
    /** Who looks after phases: an admin, the operator or, while there is no admin, who has the one-time code. */
    FOUNDER,
    /** Who shows the operator's code. */
    OPERATOR
}
