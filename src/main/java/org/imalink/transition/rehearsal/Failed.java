package org.imalink.transition.rehearsal;

/** The rehearsal went wrong, and what comes next could say nothing. The message is a sentence for people. */
final class Failed extends Exception {
    private static final long serialVersionUID = 1;

    Failed(String reason) {
        super(reason);
    }

    /** As a sentence. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
