package org.imalink.ingest.demo;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The hotpreviews of made-up photos: a few drawings, each of which many photos have with a comment of their own. */
final class DemoPreviews {
    /** Drawing takes longer than storing; a comment in each file makes it another one. */
    static final int DIFFERENT = 400;

    private static final int LONG_SIDE = 150;
    private static final int SHORT_SIDE = 100;
    private static final float QUALITY = 0.8f;

    private static final Map<Integer, byte[]> DRAWN = new ConcurrentHashMap<>(2 * DIFFERENT);

    private final long seed;

    DemoPreviews(long seed) {
        this.seed = seed;
    }

    /** Draws what these photos show, where it was not drawn yet. All libraries of this process share the drawings. */
    static void drawAll(List<MadeUpPhoto> photos) {
        photos.stream()
                .map(MadeUpPhoto::preview)
                .distinct()
                .parallel()
                .forEach(preview -> DRAWN.computeIfAbsent(preview, DemoPreviews::draw));
    }

    private static byte[] draw(int number) {
        var scene = Scene.values()[number % Scene.values().length];
        var picture = isUpright(number)
                ? scene.picture(SHORT_SIDE, LONG_SIDE, number)
                : scene.picture(LONG_SIDE, SHORT_SIDE, number);
        return PhotoDrawing.jpeg(picture, QUALITY);
    }

    static boolean isUpright(int preview) {
        return preview / Scene.values().length % 5 == 4;
    }

    /** The drawn preview of a photo, with a comment that no other photo has. */
    byte[] of(int number, MadeUpPhoto photo) {
        var comment = ByteBuffer.allocate(4 + Long.BYTES + Integer.BYTES)
                .putShort((short) 0xfffe)
                .putShort((short) (2 + Long.BYTES + Integer.BYTES))
                .putLong(seed)
                .putInt(number);
        return PhotoDrawing.withSegment(DRAWN.computeIfAbsent(photo.preview(), DemoPreviews::draw), comment.array());
    }
}
