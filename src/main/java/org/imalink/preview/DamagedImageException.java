package org.imalink.preview;

import java.io.IOException;

/** A file's header contradicts its format. */
final class DamagedImageException extends IOException {
    private static final long serialVersionUID = 1;

    DamagedImageException(String message) {
        super(message);
    }
}
