package org.imalink.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.imalink.transition.rehearsal.RecordedReads;
import org.imalink.transition.rehearsal.Rehearsal;
import org.imalink.transition.rehearsal.RehearsalReport;
import org.imalink.transition.rehearsal.RehearsalText;
import picocli.CommandLine.Command;

/** Tries the way to several users, and back, on a copy. */
@Command(
        name = "rehearse",
        header = "Try the way to several users, and back, on a copy of the database.",
        description = {
            "",
            "Copies the database and sends the copy forward, back and forward again, with a kill in the middle, each time looking "
                    + "at every row and asking the same of it. Nothing of the library is changed. The report goes into the data "
                    + "directory and says how long the library itself will take. Fails where the rehearsal did not pass.",
            "",
            "Examples:",
            "  imalink multiuser rehearse",
            "  imalink multiuser rehearse --json | jq .passed"
        })
final class MultiuserRehearse extends LibraryCommand {
    private static final int CLEANING_SECONDS = 20;

    @Override
    public Integer call() {
        RehearsalReport report;
        try (var library = OpenLibrary.open(settings(), name());
                var _ = new StopHook(Thread.currentThread())) {
            var rehearsal = new Rehearsal(
                    library.database(),
                    library.location(),
                    library.directory(),
                    new RecordedReads(),
                    OwnProgram.command());
            report = withProgress(rehearsal::run);
        }
        print(report, () -> RehearsalText.of(report).forEach(out()::println));
        return report.passed() ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** Whoever presses Ctrl-C leaves no copy behind. */
    private static final class StopHook implements AutoCloseable {
        private final CountDownLatch isDone = new CountDownLatch(1);
        private final Thread hook;

        StopHook(Thread working) {
            hook = Thread.ofPlatform().name("stop").unstarted(() -> {
                working.interrupt();
                try {
                    isDone.await(CLEANING_SECONDS, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            Runtime.getRuntime().addShutdownHook(hook);
        }

        @Override
        public void close() {
            isDone.countDown();
            if (!hook.isAlive()) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        }
    }
}
