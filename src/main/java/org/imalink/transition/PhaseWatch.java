package org.imalink.transition;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.imalink.operation.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks from time to time whether {@code multiuser.json} or another server has changed something. Thread-safe. */
public final class PhaseWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PhaseWatch.class);

    private final Phases phases;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("phase-watch").factory());

    public PhaseWatch(Phases phases, Duration pause) {
        this.phases = phases;
        thread.scheduleWithFixedDelay(this::look, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            phases.look();
        } catch (RefusedException e) {
            LOG.warn("{}", e.getMessage());
        } catch (RuntimeException e) {
            // The next look may find the database again.
            LOG.warn("The phase could not be looked at", e);
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
