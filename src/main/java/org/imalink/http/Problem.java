package org.imalink.http;

/**
 * The kinds of errors that the single-user contract did not have, as RFC 9457 names them. Names are part of the contract
 * and never change.
 */
enum Problem {
    NOT_FOUND("not-found", "Not found"),
    BAD_REQUEST("bad-request", "The request cannot be read"),
    UNKNOWN_HOST("unknown-host", "Unknown host name"),
    FOREIGN_ORIGIN("foreign-origin", "A page of another origin asked"),
    NO_ACCOUNTS("no-accounts", "This server has no accounts"),
    LIBRARY_CHANGED("library-changed", "The library is another one by now"),
    SIGN_IN_REQUIRED("sign-in-required", "Only who is signed in may do this"),
    ADMIN_REQUIRED("admin-required", "Only an admin or the operator may do this"),
    GRANT_REQUIRED("grant-required", "Only who was given the right may do this"),
    OPERATOR_REQUIRED("operator-required", "Only the operator may do this"),
    WRONG_CREDENTIALS("wrong-credentials", "Incorrect username or password"),
    SIGN_IN_ENDED("sign-in-ended", "The sign-in has ended"),
    WRONG_PASSWORD("wrong-password", "The password is wrong"),
    NOT_INVITED("not-invited", "An invitation is needed"),
    TAKEN("taken", "The name or e-mail is taken"),
    UNACCEPTABLE("unacceptable", "This cannot be used"),
    TOO_MANY_ATTEMPTS("too-many-attempts", "Too many attempts"),
    TOO_LARGE("too-large", "The request is too large"),
    RANGE_NOT_SATISFIABLE("range-not-satisfiable", "The range lies outside the file"),
    REFUSED("refused", "The server refuses this, and nothing was changed"),
    BACKUP_FAILED("backup-failed", "The backup could not be made"),
    UNAVAILABLE("unavailable", "The server cannot do this right now");

    private final String code;
    private final String title;

    Problem(String code, String title) {
        this.code = code;
        this.title = title;
    }

    String type() {
        return "urn:imalink:problem:" + code;
    }

    String title() {
        return title;
    }
}
