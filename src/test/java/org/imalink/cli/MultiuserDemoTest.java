package org.imalink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.imalink.access.Phase;
import org.imalink.database.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A made-up family goes all the way, and back, and there again. */
class MultiuserDemoTest {
    @Test
    void nothing_fails_and_everything_comes_back() {
        var run = CommandRun.of("multiuser", "demo");
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out())
                .containsSubsequence(
                        "Nobody has an account",
                        "1. foundation",
                        "3. scoped",
                        "kari                 41 photos",
                        "ola                  1 photo\n",
                        "4. active",
                        "without an account   has to sign in",
                        "back to the beginning",
                        "While Ola's library is put away, every row of everybody is what it was",
                        "Kari's library, as one number",
                        "Afterwards, every row of everybody is what it was",
                        ", 0 failed");
    }

    @Test
    void a_library_that_is_somebodys_is_not_played_with(@TempDir Path folder) {
        var library = AccountLibrary.in(folder, Engine.SQLITE).in(Phase.DUAL);
        var run = library.run("multiuser", "demo");
        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).contains("is somebody's");
    }
}
