package org.imalink.transition.rehearsal;

import org.imalink.operation.Progress;

/**
 * Tells how far a rehearsal has come, in per cent, each stage counting the same, and ends it where its thread was interrupted.
 * Not thread-safe.
 */
final class Stages implements Progress {
    private static final int ALL = 100;

    /** How many stages there are until somebody knows better. */
    private static final int USUAL = 18;

    private final Progress progress;
    private String stage = "";
    private int begun;
    private int total = USUAL;

    Stages(Progress progress) {
        this.progress = progress;
    }

    /** How many stages there will be after the present one. */
    void expect(int more) {
        total = begun + more;
    }

    /** Thrown out of what does not know of interruption. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** @throws InterruptedException when the thread was interrupted */
    void begin(String newStage) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        stage = newStage;
        begun++;
        tell(0);
    }

    /**
     * How far the present stage has come, whatever its parts are called.
     *
     * @throws Stopped when the thread was interrupted
     */
    @Override
    public void report(String part, long done, long ofAll) {
        if (Thread.currentThread().isInterrupted()) {
            throw new Stopped();
        }
        tell(ofAll <= 0 ? 0 : Math.min(1, (double) done / ofAll));
    }

    private void tell(double part) {
        progress.report(stage, (long) (ALL * (begun - 1 + part) / total), ALL);
    }
}
