package org.imalink.operation;

/** Hears how far something long has come. Called often, from the thread that works; must return at once. */
@FunctionalInterface
public interface Progress {
    /** For who does not want to hear. */
    Progress UNHEARD = (stage, done, total) -> {};

    /**
     * Something was done.
     *
     * @param stage what is going on, as people read it; it changes as the work goes on
     * @param done out of {@code total}
     * @param total in whatever the stage counts; 0 when unknown
     */
    void report(String stage, long done, long total);
}
