package org.imalink.preview;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what cameras and programs wrote into files made of boxes that the metadata library does not open: JPEG XL and
 * Canon's CR3. Boxes that are packed (JPEG XL's {@code brob}) are left closed. Reads, decodes nothing.
 */
public final class EmbeddedMetadata {
    private static final int LONGEST_BLOCK = 16 << 20;
    private static final int EXIF_OFFSET_BYTES = 4;

    private EmbeddedMetadata() {}

    /** What a block holds. */
    public enum Kind {
        /** A TIFF with the directory that EXIF begins with, or that describes how the picture was taken. */
        EXIF,
        /** A TIFF with the directory of the place. */
        GPS,
        XMP
    }

    public record Block(Kind kind, byte[] bytes) {}

    /**
     * The blocks of a file, in their order.
     *
     * @return empty for a file of another kind
     * @throws IOException when the file cannot be read
     */
    public static List<Block> read(Path path) throws IOException {
        var blocks = new ArrayList<Block>();
        try (var file = FileBytes.open(path)) {
            var format = ImageFormat.sniff(file.head(ImageFormat.HEAD_BYTES)).orElse(null);
            boolean boxed = format == ImageFormat.JXL
                    || (format == ImageFormat.RAW && file.text(4, 4).equals("ftyp"));
            if (boxed && file.unsigned8(0) == 0) {
                each(file, IsoBoxes.of(file), blocks);
            }
        } catch (EOFException | DamagedImageException e) {
            // What was found before counts.
            return blocks;
        }
        return blocks;
    }

    private static void each(FileBytes file, IsoBoxes boxes, List<Block> blocks) throws IOException {
        boxes.each(box -> {
            switch (box.type()) {
                case "moov" -> each(file, boxes.in(box), blocks);
                case "uuid" -> {
                    var uuid = RawContainers.uuid(file, box);
                    if (uuid.equals(RawContainers.CANON_METADATA)) {
                        each(file, boxes.in(box, RawContainers.UUID_BYTES), blocks);
                    } else if (uuid.equals(RawContainers.XMP)) {
                        add(file, box, RawContainers.UUID_BYTES, Kind.XMP, blocks);
                    }
                }
                case "CMT1", "CMT2" -> add(file, box, 0, Kind.EXIF, blocks);
                case "CMT4" -> add(file, box, 0, Kind.GPS, blocks);
                case "Exif" -> {
                    long offset = EXIF_OFFSET_BYTES + file.unsigned32(box.start());
                    add(file, box, offset, Kind.EXIF, blocks);
                }
                case "xml " -> add(file, box, 0, Kind.XMP, blocks);
                default -> {}
            }
            return true;
        });
    }

    private static void add(FileBytes file, IsoBoxes.Box box, long offset, Kind kind, List<Block> blocks)
            throws IOException {
        long start = box.start() + offset;
        if (box.end() - start > 0 && box.end() - start <= LONGEST_BLOCK) {
            var bytes = new ByteArrayOutputStream();
            file.copy(start, box.end() - start, Channels.newChannel(bytes));
            blocks.add(new Block(kind, bytes.toByteArray()));
        }
    }
}
