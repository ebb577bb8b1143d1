package org.imalink.transition;

import org.imalink.access.Phase;

/** Says in plain words who can see and change what in a phase. */
public final class WhoSeesWhat {
    private WhoSeesWhat() {}

    public static String in(Phase phase) {
        return switch (phase) {
            case SINGLE ->
                "Everybody who can reach this server sees all photos of the shared library, and can change and delete them,"
                        + " without an account. Nobody can sign in; accounts and what belongs to them are kept.";
            case FOUNDATION ->
                "Everybody who can reach this server sees all photos of the shared library, and can change and delete them,"
                        + " with or without an account. People can make accounts and sign in.";
            case DUAL ->
                "Everybody who can reach this server sees all photos of the shared library, and can change and delete them,"
                        + " with or without an account. What somebody adds while signed in is remembered as theirs, and others who"
                        + " are signed in see who added it.";
            case SCOPED ->
                "Everybody who can reach this server sees the library of the single-user time, and can change and delete"
                        + " its photos, without an account. Who is signed in sees their own photos only.";
            case ACTIVE -> "Nobody sees a photo without an account. Who is signed in sees their own photos only.";
        };
    }
}
