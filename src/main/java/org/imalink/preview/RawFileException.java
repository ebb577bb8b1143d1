package org.imalink.preview;

/** The file holds what a camera wrote before it made a picture of it: only the preview inside can be shown. */
final class RawFileException extends UnsupportedImageException {
    private static final long serialVersionUID = 1;

    RawFileException() {
        super("The file is a camera's raw file");
    }
}
