package org.imalink.preview;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.imalink.operation.NoRoomException;
import org.imalink.operation.isolated.CommandResult;
import org.imalink.operation.isolated.CommandResult.Ending;

/** Finds out from a failed command of libvips why it failed. */
final class VipsFailure {
    private static final int PROGRAM_NOT_RUNNABLE = 126;
    private static final int KILL_SIGNAL = 9;

    private static final List<String> MEMORY = List.of("memory", "failed to allocate", "security limit");
    private static final List<String> UNSUPPORTED = List.of(
            "not a known file format",
            "not in a known format",
            "operation is blocked",
            "unsupported",
            "not implemented");
    private static final List<String> TRUNCATED = List.of(
            "premature end of jpeg",
            "premature end of input",
            "truncated",
            "unexpected end",
            "end of file",
            "end of stream",
            "end-of-file",
            "eof",
            "not enough data",
            "bad seek",
            "read error");

    private VipsFailure() {}

    /** @throws IOException when it failed for a reason that is not the file's */
    static Rendering.Refused refusal(CommandResult result) throws IOException {
        return Rendering.Refused.because(reason(result));
    }

    private static RefusalReason reason(CommandResult result) throws IOException {
        var said = result.errors().toLowerCase(Locale.ROOT);
        throwIfNoRoom(result.errors());
        return switch (result.ending()) {
            case Ending.TimedOut _ -> RefusalReason.TIMEOUT;
            case Ending.Killed(int signal)
            when signal == KILL_SIGNAL || says(said, MEMORY) -> RefusalReason.OUT_OF_MEMORY;
            case Ending.Killed _ -> RefusalReason.DAMAGED;
            case Ending.Exited(int code)
            when code >= PROGRAM_NOT_RUNNABLE ->
                throw new IOException("The tools of libvips cannot be run any more: " + result.errors());
            case Ending.Exited _ -> reason(said);
        };
    }

    /** @throws NoRoomException when the program says that there was no room for what it wrote */
    static void throwIfNoRoom(String said) throws NoRoomException {
        if (NoRoomException.isSaidIn(said)) {
            throw new NoRoomException("There is no room for previews in the data directory.", null);
        }
    }

    private static RefusalReason reason(String said) {
        if (says(said, MEMORY)) {
            return RefusalReason.OUT_OF_MEMORY;
        }
        if (says(said, TRUNCATED)) {
            return RefusalReason.TRUNCATED;
        }
        return says(said, UNSUPPORTED) ? RefusalReason.UNSUPPORTED : RefusalReason.DAMAGED;
    }

    /** Whether it stumbled over the colour profile, not over the pixels. */
    static boolean isAboutProfile(CommandResult result) {
        return result.errors().contains("icc_");
    }

    private static boolean says(String said, List<String> words) {
        return words.stream().anyMatch(said::contains);
    }
}
