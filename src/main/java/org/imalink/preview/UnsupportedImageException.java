package org.imalink.preview;

import java.io.IOException;

/** A file begins like a known format and is something else, such as a camera's raw file. */
final class UnsupportedImageException extends IOException {
    private static final long serialVersionUID = 1;

    UnsupportedImageException(String message) {
        super(message);
    }
}
