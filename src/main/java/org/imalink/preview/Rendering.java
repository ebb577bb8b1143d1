package org.imalink.preview;

import java.util.Map;

/** What came of rendering one file. */
public sealed interface Rendering {
    /**
     * @param format what the file really is, whatever its name says
     * @param jpegs one for each size that was asked for
     * @param width of the original when upright, in pixels
     * @param height of the original when upright, in pixels
     * @param orientation as EXIF numbers them, 1 to 8: how the original's pixels have to be turned; 1 where the format
     *     itself turns them
     */
    record Rendered(ImageFormat format, Map<PreviewSize, byte[]> jpegs, int width, int height, int orientation)
            implements Rendering {}

    /**
     * @param detail a sentence for people, in English
     */
    record Refused(RefusalReason reason, String detail) implements Rendering {
        static Refused because(RefusalReason reason) {
            return new Refused(reason, reason.sentence());
        }
    }
}
