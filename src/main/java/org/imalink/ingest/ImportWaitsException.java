package org.imalink.ingest;

/**
 * The import cannot go on now for a reason that is not in the files, such as a full disk. Nothing of the batch was kept; it
 * is tried again later. The message is for people.
 */
final class ImportWaitsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ImportWaitsException(String message, Throwable cause) {
        super(message, cause);
    }
}
