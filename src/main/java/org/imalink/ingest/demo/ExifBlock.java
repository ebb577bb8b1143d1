package org.imalink.ingest.demo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a camera writes into a JPEG file: an APP1 segment as EXIF 2.32 has it, in big-endian TIFF. */
final class ExifBlock {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss");
    private static final byte[] HEADER = {'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8};
    private static final int FIRST_DIRECTORY = 8;
    private static final int EXIF_POINTER = 0x8769;
    private static final int GPS_POINTER = 0x8825;
    private static final int ENTRY_SIZE = 12;
    private static final int INLINE_SIZE = 4;

    private ExifBlock() {}

    /** @param type as TIFF numbers them: 2 text, 3 short, 4 long, 5 rational */
    private record Value(int type, int count, byte[] bytes) {}

    /** The segment from its marker on, to be put right behind the start of the image. */
    static byte[] segment(DrawnPhoto photo) {
        var main = main(photo);
        var exif = exif(photo);
        var gps = gps(photo.place());
        int exifOffset = FIRST_DIRECTORY + size(main);
        int gpsOffset = exifOffset + size(exif);
        main.put(EXIF_POINTER, number(4, exifOffset));
        main.put(GPS_POINTER, number(4, gpsOffset));
        var out = ByteBuffer.allocate(4 + HEADER.length + size(main) + size(exif) + size(gps));
        out.putShort((short) 0xffe1).putShort((short) (out.capacity() - 2)).put(HEADER);
        write(out, main, FIRST_DIRECTORY);
        write(out, exif, exifOffset);
        write(out, gps, gpsOffset);
        return out.array();
    }

    private static SortedMap<Integer, Value> main(DrawnPhoto photo) {
        return new TreeMap<>(Map.of(
                0x010f,
                text(photo.camera().make()),
                0x0110,
                text(photo.camera().model()),
                0x0112,
                number(3, photo.orientation()),
                0x0132,
                text(TIME.format(photo.taken())),
                0x013b,
                text(photo.author()),
                EXIF_POINTER,
                number(4, 0),
                GPS_POINTER,
                number(4, 0)));
    }

    private static SortedMap<Integer, Value> exif(DrawnPhoto photo) {
        return new TreeMap<>(Map.of(
                0x829a, rationals(1, photo.shutter()),
                0x829d, rationals(photo.apertureTenths(), 10),
                0x8827, number(3, photo.iso()),
                0x9003, text(TIME.format(photo.taken())),
                0x9011, text(offset(photo.place().offsetMinutes())),
                0x920a, rationals(Math.round(photo.camera().focalLength() * 10), 10),
                0xa434, text(photo.camera().lens())));
    }

    private static SortedMap<Integer, Value> gps(Place place) {
        return new TreeMap<>(Map.of(
                1, text(place.latitude() < 0 ? "S" : "N"),
                2, degrees(Math.abs(place.latitude())),
                3, text(place.longitude() < 0 ? "W" : "E"),
                4, degrees(Math.abs(place.longitude()))));
    }

    private static String offset(int minutes) {
        return "%s%02d:%02d".formatted(minutes < 0 ? "-" : "+", Math.abs(minutes) / 60, Math.abs(minutes) % 60);
    }

    private static Value degrees(double degrees) {
        long whole = (long) degrees;
        double minutes = (degrees - whole) * 60;
        long wholeMinutes = (long) minutes;
        return rationals(whole, 1, wholeMinutes, 1, Math.round((minutes - wholeMinutes) * 60 * 10_000), 10_000);
    }

    private static Value text(String text) {
        var bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
        return new Value(2, bytes.length, bytes);
    }

    private static Value number(int type, int number) {
        var bytes = ByteBuffer.allocate(INLINE_SIZE);
        if (type == 3) {
            bytes.putShort((short) number);
        } else {
            bytes.putInt(number);
        }
        return new Value(type, 1, bytes.array());
    }

    private static Value rationals(long... parts) {
        var bytes = ByteBuffer.allocate(parts.length * Integer.BYTES);
        for (long part : parts) {
            bytes.putInt((int) part);
        }
        return new Value(5, parts.length / 2, bytes.array());
    }

    private static int size(SortedMap<Integer, Value> directory) {
        return 2
                + directory.size() * ENTRY_SIZE
                + 4
                + directory.values().stream().mapToInt(ExifBlock::sizeBehind).sum();
    }

    /** What does not fit into the entry follows the directory, at even places. */
    private static int sizeBehind(Value value) {
        return value.bytes.length <= INLINE_SIZE ? 0 : value.bytes.length + value.bytes.length % 2;
    }

    private static void write(ByteBuffer out, SortedMap<Integer, Value> directory, int offset) {
        int behind = offset + 2 + directory.size() * ENTRY_SIZE + 4;
        out.putShort((short) directory.size());
        for (var entry : directory.entrySet()) {
            var value = entry.getValue();
            out.putShort(entry.getKey().shortValue())
                    .putShort((short) value.type)
                    .putInt(value.count);
            if (sizeBehind(value) == 0) {
                out.put(value.bytes).put(new byte[INLINE_SIZE - value.bytes.length]);
            } else {
                out.putInt(behind);
                behind += sizeBehind(value);
            }
        }
        out.putInt(0); // no further directory
        for (var value : directory.values()) {
            if (sizeBehind(value) > 0) {
                out.put(value.bytes).put(new byte[value.bytes.length % 2]);
            }
        }
    }
}
