package org.imalink.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.imalink.operation.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Shows progress to a person: as a bar on a terminal, otherwise as a line for each stage and now and then one more. Not
 * thread-safe.
 */
final class TerminalProgress implements Progress, AutoCloseable {
    private static final int BAR_UPDATE_MILLISECONDS = 200;
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final PrintWriter err;
    private final boolean terminal;
    private String stage = "";
    private @Nullable ProgressBar bar;
    private Instant lastLine = Instant.EPOCH;

    TerminalProgress(PrintWriter err) {
        this(err, System.console() != null && System.console().isTerminal());
    }

    TerminalProgress(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public void report(String newStage, long done, long total) {
        if (terminal) {
            moveBar(newStage, done, total);
        } else {
            printLine(newStage, done, total);
        }
    }

    private void moveBar(String newStage, long done, long total) {
        var current = bar;
        if (current == null) {
            current = new ProgressBarBuilder()
                    .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                    .setUpdateIntervalMillis(BAR_UPDATE_MILLISECONDS)
                    .setTaskName(newStage)
                    .clearDisplayOnFinish()
                    .build();
            bar = current;
        }
        current.setExtraMessage("");
        current.maxHint(total > 0 ? total : -1);
        current.stepTo(done);
        if (!newStage.equals(stage)) {
            current.setExtraMessage(newStage);
            stage = newStage;
        }
    }

    private void printLine(String newStage, long done, long total) {
        var now = Instant.now();
        boolean first = !newStage.equals(stage);
        if (first || Duration.between(lastLine, now).compareTo(BETWEEN_LINES) >= 0) {
            stage = newStage;
            lastLine = now;
            err.println(total > 0 ? "%s: %d of %d".formatted(newStage, done, total) : newStage);
            err.flush();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
