package org.imalink.library;

/** What a person asked for cannot be done; the message tells them why, in words of the public contract. */
public abstract sealed class LibraryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private LibraryException(String message) {
        super(message);
    }

    /** It does not exist for this viewer. */
    public static final class Missing extends LibraryException {
        private static final long serialVersionUID = 1;

        /**
         * @param thing what was looked for, as the contract names it: {@code Photo}, {@code Import session}, ...
         * @param id as it was asked for
         */
        public Missing(String thing, Object id) {
            super(thing + " with id " + id + " not found");
        }

        private Missing(String message) {
            super(message);
        }

        /** For the few things that the contract does not name by id. */
        public static Missing saying(String message) {
            return new Missing(message);
        }
    }

    /** A rule of the library forbids it. */
    public static final class Rejected extends LibraryException {
        private static final long serialVersionUID = 1;

        public Rejected(String message) {
            super(message);
        }
    }

    /** Something else stands in the way. */
    public static final class Conflict extends LibraryException {
        private static final long serialVersionUID = 1;

        public Conflict(String message) {
            super(message);
        }
    }
}
