package org.imalink.transition;

/** What becomes of the library of the single-user time where nobody has claimed it, when it can be seen by its owner alone. */
public enum Unclaimed {
    /** The phase is not changed. */
    REFUSE,
    /** It is kept, and nobody can see it until somebody claims it or the server goes back. */
    LEAVE
}
