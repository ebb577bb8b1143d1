package org.imalink.preview;

import java.io.IOException;

/** A file begins like a known format and is something else, such as a camera's raw file. */
sealed class UnsupportedImageException extends IOException permits RawFileException {
    private static final long serialVersionUID = 1;

    UnsupportedImageException(String message) {
        super(message);
    }
}
