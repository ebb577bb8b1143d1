package org.imalink.transition;

import org.imalink.access.Phase;
import org.imalink.operation.RefusedException;
import org.jspecify.annotations.Nullable;

/** What {@code multiuser.json} wishes, held against where the server stands. */
sealed interface FileWish {
    /** It says what is. */
    record Agrees() implements FileWish {}

    /** It wishes less than there is, which is done at once. */
    record Lowers(Phase to) implements FileWish {}

    /** It wishes to go back to more, where that was proved before. */
    record Returns(Phase to) implements FileWish {}

    /**
     * It wishes something that is not done by a file alone, or nobody can tell what.
     *
     * @param sentence that says so, with what to do
     * @param closes whether it asks for a closed server while this one is open
     */
    record Told(String sentence, boolean closes) implements FileWish {}

    /**
     * @param text of the file; null when it is missing or cannot be read
     * @param proved the farthest phase in which the library was as it is now
     */
    static FileWish of(@Nullable String text, Phase phase, Phase proved) {
        if (text == null) {
            return new Told(
                    "config/multiuser.json is missing or cannot be read, which changes nothing. \"imalink multiuser status\""
                            + " says where the server stands; each advance and retreat writes the file anew.",
                    false);
        }
        var said = FileContent.parse(text);
        if (said.isEmpty()) {
            return new Told(
                    "config/multiuser.json is incomplete or contradicts itself, which changes nothing. It says"
                            + " multi_user_enabled, require_authentication and default_user_fallback, or"
                            + " {\"multi_user_enabled\": false} alone.",
                    false);
        }
        return switch (said.get()) {
            case SINGLE_USER -> phase == Phase.SINGLE ? new Agrees() : new Lowers(Phase.SINGLE);
            case SHARED ->
                switch (phase) {
                    case SINGLE -> returnOrTell(proved.isAtLeast(Phase.SCOPED) ? Phase.SCOPED : proved);
                    case FOUNDATION, DUAL, SCOPED -> new Agrees();
                    case ACTIVE -> new Lowers(Phase.SCOPED);
                };
            case SIGN_IN_REQUIRED ->
                phase == Phase.ACTIVE
                        ? new Agrees()
                        : proved == Phase.ACTIVE ? new Returns(Phase.ACTIVE) : closed(phase);
        };
    }

    private static FileWish returnOrTell(Phase to) {
        return to == Phase.SINGLE
                ? new Told(
                        "config/multiuser.json wishes several users, and the server is in single-user mode. Do it"
                                + " with \"imalink multiuser advance --to foundation\".",
                        false)
                : new Returns(to);
    }

    private static Told closed(Phase phase) {
        return new Told(
                "config/multiuser.json wishes that everybody signs in, and in the phase %s the server does not ask for it, so that no photo is shown. Go there with \"imalink multiuser advance --to active\", or decide for the present phase with \"imalink multiuser %s --to %s\"."
                        .formatted(phase.code(), stays(phase), phase.code()),
                true);
    }

    /** What is left of a wish to go back to more that was refused. */
    static Told refused(Returns wish, Phase phase, RefusedException why) {
        return new Told(
                "config/multiuser.json wishes the phase %s, which was refused: %s"
                        .formatted(wish.to().code(), why.getMessage()),
                wish.to() == Phase.ACTIVE && phase != Phase.ACTIVE);
    }

    /** The command that stays in a phase and writes the file anew. */
    private static String stays(Phase phase) {
        return phase == Phase.SINGLE ? "retreat" : "advance";
    }
}
