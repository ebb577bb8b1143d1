package org.imalink.preview;

import java.nio.file.Path;

/**
 * A file that may be decoded: its format is known and what it declares is within the limits.
 *
 * @param link a name of our own in a scratch folder, never the file's own name
 */
record ExaminedImage(Path link, ImageFormat format, ImageHeader header) {}
