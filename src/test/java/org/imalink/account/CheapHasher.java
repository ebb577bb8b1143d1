package org.imalink.account;

/** Hashes that cost next to nothing, for tests of something else. */
final class CheapHasher {
    private static final int MEMORY_KIB = 64;
    private static final String DUMMY;

    static {
        try (var hasher = new PasswordHasher(1, 1, MEMORY_KIB, "")) {
            DUMMY = hasher.hash("that no test signs in with");
        }
    }

    private CheapHasher() {}

    static PasswordHasher of(int threads, int mostWaiting) {
        return new PasswordHasher(threads, mostWaiting, MEMORY_KIB, DUMMY);
    }
}
