package org.imalink.preview;

import java.io.EOFException;
import java.io.IOException;
import java.util.HexFormat;

/**
 * Reads RAW files that are no TIFF but a container of their maker's own: Fujifilm's RAF and Canon's CR3. The layouts are
 * those that ExifTool's documentation and github.com/lclevy/canon_cr3 describe.
 */
final class RawContainers {
    private static final int RAF_JPEG = 84;
    private static final int RAF_SENSOR = 92;
    private static final int RAF_SENSOR_SIZE = 0x100;
    private static final int RAF_CROPPED_SIZE = 0x111;
    private static final int RAF_ENTRY_LIMIT = 255;

    static final String CANON_METADATA = "85c0b687820f11e08111f4ce462b6a48";
    private static final String CANON_PREVIEW = "eaf42b5e1c984b88b9fbb7dc406e4d16";
    static final String XMP = "be7acfcb97a942e89c71999491e3afac";
    static final int UUID_BYTES = 16;
    private static final int PREVIEW_VERSION_BYTES = 8;
    private static final int PREVIEW_HEAD = 16;

    private RawContainers() {}

    static void readFujifilm(FileBytes file, RawContent content) throws IOException {
        content.addPreview(file.unsigned32(RAF_JPEG), file.unsigned32(RAF_JPEG + 4));
        try {
            long position = file.unsigned32(RAF_SENSOR) + 4;
            long entries = file.unsigned32(position - 4);
            for (int entry = 0; entry < Math.min(entries, RAF_ENTRY_LIMIT); entry++) {
                int tag = file.unsigned16(position);
                if (tag == RAF_SENSOR_SIZE) {
                    content.addSize(file.unsigned16(position + 6), height(file, position));
                } else if (tag == RAF_CROPPED_SIZE) {
                    content.addCroppedSize(file.unsigned16(position + 6), height(file, position));
                }
                position += 4L + file.unsigned16(position + 2);
            }
        } catch (EOFException e) {
            // The preview has a size of its own.
            return;
        }
    }

    /** Sensors of the kind Super CCD count two rows as one. */
    private static int height(FileBytes file, long entry) throws IOException {
        int height = file.unsigned16(entry + 4);
        return file.unsigned16(entry + 6) > 2 * height ? 2 * height : height;
    }

    static void readCanon(FileBytes file, RawContent content) throws IOException {
        var boxes = IsoBoxes.of(file);
        boxes.each(box -> {
            switch (box.type()) {
                case "moov" -> readMovie(boxes.in(box), content);
                case "uuid" -> {
                    if (uuid(file, box).equals(CANON_PREVIEW)) {
                        addPreview(boxes.in(box, UUID_BYTES + PREVIEW_VERSION_BYTES), content);
                    }
                }
                default -> {}
            }
            return true;
        });
    }

    static String uuid(FileBytes file, IsoBoxes.Box box) throws IOException {
        var bytes = new byte[UUID_BYTES];
        for (int index = 0; index < UUID_BYTES; index++) {
            bytes[index] = (byte) file.unsigned8(box.start() + index);
        }
        return HexFormat.of().formatHex(bytes);
    }

    private static void addPreview(IsoBoxes boxes, RawContent content) throws IOException {
        var preview = boxes.find("PRVW");
        if (preview.isPresent()) {
            long head = preview.get().start();
            content.addPreview(head + PREVIEW_HEAD, boxes.file().unsigned32(head + PREVIEW_HEAD - 4));
        }
    }

    private static void readMovie(IsoBoxes movie, RawContent content) throws IOException {
        var file = movie.file();
        movie.each(box -> {
            switch (box.type()) {
                case "uuid" -> {
                    if (uuid(file, box).equals(CANON_METADATA)) {
                        var first = movie.in(box, UUID_BYTES).find("CMT1");
                        if (first.isPresent()) {
                            long start = first.get().start();
                            RawTiff.read(file.part(start, first.get().end() - start), content);
                        }
                    }
                }
                case "trak" -> addSample(movie.in(box), content);
                default -> {}
            }
            return true;
        });
    }

    /** The whole picture as a JPEG is the only sample of a track, like the sensor's values are of another. */
    private static void addSample(IsoBoxes track, RawContent content) throws IOException {
        var inside = track;
        for (var type : new String[] {"mdia", "minf", "stbl"}) {
            var box = inside.find(type);
            if (box.isEmpty()) {
                return;
            }
            inside = inside.in(box.get());
        }
        var sizes = inside.find("stsz");
        var places = inside.find("co64");
        if (sizes.isPresent() && places.isPresent()) {
            var file = track.file();
            long one = file.unsigned32(sizes.get().start() + 4);
            content.addPreview(
                    file.signed64(places.get().start() + 8),
                    one == 0 ? file.unsigned32(sizes.get().start() + 12) : one);
        }
    }
}
