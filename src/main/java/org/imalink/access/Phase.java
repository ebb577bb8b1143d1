package org.imalink.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far the server has gone towards multi-user; later ones are greater. */
public enum Phase {
    /** Nobody has an account. */
    SINGLE,
    /** People can have accounts; nothing else is different for anybody. */
    FOUNDATION,
    /** Who is signed in is known on every route, and sees the same library as everybody. */
    DUAL,
    /** Who is signed in has a library of their own; without an account there is still the one of the single-user time. */
    SCOPED,
    /** The same, and nothing is shown without an account. */
    ACTIVE;

    /** The farthest that this server can go. */
    public static final Phase FARTHEST = ACTIVE;

    /** As the database has it, from 0. */
    public int number() {
        return ordinal();
    }

    /** As people write it: {@code foundation}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a number that no phase has */
    public static Phase of(int number) {
        if (number < 0 || number >= values().length) {
            throw new IllegalArgumentException("No phase has the number " + number);
        }
        return values()[number];
    }

    /** The phase with this code. */
    public static Optional<Phase> find(String code) {
        return Arrays.stream(values())
                .filter(phase -> phase.code().equals(code))
                .findFirst();
    }

    /** Whether everybody uses one library, which is user 1's; from then on each has their own. */
    public boolean isShared() {
        return compareTo(SCOPED) < 0;
    }

    public boolean isAtLeast(Phase other) {
        return compareTo(other) >= 0;
    }
}
