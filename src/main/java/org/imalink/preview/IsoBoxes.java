package org.imalink.preview;

import java.io.IOException;
import java.util.Optional;

/** The boxes that ISO media files are made of (ISO/IEC 14496-12, section 4.2), one inside another. */
record IsoBoxes(FileBytes file, long start, long end) {
    private static final int BOX_LIMIT = 100_000;

    /**
     * @param position where the box begins
     * @param start where its content begins
     * @param end behind its content
     */
    record Box(String type, long position, long start, long end) {}

    /** Told each box in their order, until it has seen enough. */
    interface Visitor {
        boolean wantsMore(Box box) throws IOException;
    }

    static IsoBoxes of(FileBytes file) {
        return new IsoBoxes(file, 0, file.size());
    }

    IsoBoxes in(Box box) {
        return new IsoBoxes(file, box.start(), box.end());
    }

    /** The boxes behind a number of bytes of their own that a box begins with. */
    IsoBoxes in(Box box, long bytes) {
        return new IsoBoxes(file, box.start() + bytes, box.end());
    }

    Optional<Box> find(String type) throws IOException {
        var found = new Box[1];
        each(box -> {
            if (box.type().equals(type)) {
                found[0] = box;
            }
            return found[0] == null;
        });
        return Optional.ofNullable(found[0]);
    }

    void each(Visitor visitor) throws IOException {
        long position = start;
        for (int boxes = 0; boxes < BOX_LIMIT && position < end; boxes++) {
            var box = box(position);
            if (!visitor.wantsMore(box)) {
                return;
            }
            position = box.end();
        }
    }

    private Box box(long position) throws IOException {
        long size = file.unsigned32(position);
        var type = file.text(position + 4, 4);
        long header = 8;
        if (size == 1) {
            size = file.signed64(position + 8);
            header = 16;
        } else if (size == 0) {
            size = end - position;
        }
        if (size < header || size > Long.MAX_VALUE - position) {
            throw new DamagedImageException("A box declares an impossible size");
        }
        return new Box(type, position, position + header, position + size);
    }
}
