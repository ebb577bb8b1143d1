package org.imalink.preview;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of rendering one file. */
public sealed interface Rendering {
    /**
     * @param format what the file really is, whatever its name says
     * @param jpegs one for each size that was asked for
     * @param width of the original when upright, in pixels
     * @param height of the original when upright, in pixels
     * @param orientation as EXIF numbers them, 1 to 8: how the original's pixels have to be turned; 1 where the format
     *     itself turns them
     * @param previewTool what took the preview out that was rendered in the place of the picture; null where the picture
     *     itself was rendered
     */
    record Rendered(
            ImageFormat format,
            Map<PreviewSize, byte[]> jpegs,
            int width,
            int height,
            int orientation,
            @Nullable String previewTool)
            implements Rendering {
        /** Of the picture itself. */
        public Rendered(ImageFormat format, Map<PreviewSize, byte[]> jpegs, int width, int height, int orientation) {
            this(format, jpegs, width, height, orientation, null);
        }
    }

    /**
     * @param detail a sentence for people, in English
     */
    record Refused(RefusalReason reason, String detail) implements Rendering {
        static Refused because(RefusalReason reason) {
            return new Refused(reason, reason.sentence());
        }
    }
}
