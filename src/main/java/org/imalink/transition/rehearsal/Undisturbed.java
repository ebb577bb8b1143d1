package org.imalink.transition.rehearsal;

/** Clears up in peace: a thread that was interrupted would hang up on a database in the middle of it. */
final class Undisturbed {
    private Undisturbed() {}

    static void run(Runnable clearing) {
        boolean isInterrupted = Thread.interrupted();
        try {
            clearing.run();
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
