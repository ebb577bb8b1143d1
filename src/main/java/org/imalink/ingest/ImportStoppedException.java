package org.imalink.ingest;

/** The server is stopping; the import goes on at its next start. */
final class ImportStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ImportStoppedException() {
        super("The server is stopping.");
    }
}
