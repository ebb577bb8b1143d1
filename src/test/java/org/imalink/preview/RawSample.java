package org.imalink.preview;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * RAW files of our own writing: laid out like those of the makers, with a real JPEG inside and no sensor's values. Each kind
 * keeps its preview in the place where that maker keeps it.
 */
public enum RawSample {
    CR2 {
        @Override
        byte[] write(byte[] jpeg, Shot shot) {
            var first = shot.directory()
                    .number(WIDTH, shot.width())
                    .number(HEIGHT, shot.height())
                    .number(COMPRESSION, 6)
                    .blob(STRIP_OFFSETS, STRIP_BYTES, jpeg);
            first.next = new Directory().blob(JPEG_START, JPEG_LENGTH, TINY);
            return new Tiff(ByteOrder.LITTLE_ENDIAN, "II*\0", "CR\2\0\0\0\0\0").write(first);
        }
    },
    NEF {
        @Override
        byte[] write(byte[] jpeg, Shot shot) {
            var preview =
                    new Directory().number(SUBFILE, 1).number(COMPRESSION, 6).blob(JPEG_START, JPEG_LENGTH, jpeg);
            var sensor = new Directory()
                    .number(SUBFILE, 0)
                    .number(WIDTH, shot.width())
                    .number(HEIGHT, shot.height());
            var first = shot.directory()
                    .number(SUBFILE, 1)
                    .number(WIDTH, 160)
                    .number(HEIGHT, 120)
                    .directories(preview, sensor);
            return new Tiff(ByteOrder.BIG_ENDIAN, "MM\0*", "").write(first);
        }
    },
    ARW {
        @Override
        byte[] write(byte[] jpeg, Shot shot) {
            var sensor = new Directory().number(WIDTH, shot.width()).number(HEIGHT, shot.height());
            var first = shot.directory()
                    .number(SUBFILE, 1)
                    .number(COMPRESSION, 6)
                    .blob(JPEG_START, JPEG_LENGTH, jpeg)
                    .directories(sensor);
            return new Tiff(ByteOrder.LITTLE_ENDIAN, "II*\0", "").write(first);
        }
    },
    DNG {
        @Override
        byte[] write(byte[] jpeg, Shot shot) {
            var sensor = new Directory()
                    .number(SUBFILE, 0)
                    .number(WIDTH, shot.width() + 32)
                    .number(HEIGHT, shot.height() + 16)
                    .numbers(DNG_CROP, shot.width(), shot.height());
            var preview =
                    new Directory().number(SUBFILE, 1).number(COMPRESSION, 7).blob(STRIP_OFFSETS, STRIP_BYTES, jpeg);
            var first = shot.directory()
                    .number(SUBFILE, 1)
                    .bytes(DNG_VERSION, new byte[] {1, 4, 0, 0})
                    .directories(sensor, preview);
            return new Tiff(ByteOrder.LITTLE_ENDIAN, "II*\0", "").write(first);
        }
    },
    ORF {
        @Override
        byte[] write(byte[] jpeg, Shot shot) {
            // Places in the note count from its start: 12 bytes, a directory of one entry, another of two, the JPEG.
            var note = ByteBuffer.allocate(12 + 18 + 30 + jpeg.length).order(ByteOrder.LITTLE_ENDIAN);
            note.put("OLYMPUS\0II\3\0".getBytes(StandardCharsets.ISO_8859_1));
            entry(note.putShort((short) 1), 0x2020, 30).putInt(0);
            entry(entry(note.putShort((short) 2), 0x101, 60), 0x102, jpeg.length)
                    .putInt(0)
                    .put(jpeg);
            var first = shot.directory().number(WIDTH, shot.width()).number(HEIGHT, shot.height());
            first.exif().bytes(MAKERS_NOTE, note.array());
            return new Tiff(ByteOrder.LITTLE_ENDIAN, "IIRO", "").write(first);
        }

        private static ByteBuffer entry(ByteBuffer buffer, int tag, int value) {
            return buffer.putShort((short) tag).putShort((short) LONG).putInt(1).putInt(value);
        }
    },
    RW2 {
        @Override
        byte[] write(byte[] jpeg, Shot shot) {
            var first = shot.directory()
                    .number(4, 8)
                    .number(5, 16)
                    .number(6, 8 + shot.height())
                    .number(7, 16 + shot.width())
                    .bytes(0x2e, jpeg);
            return new Tiff(ByteOrder.LITTLE_ENDIAN, "IIU\0", "").write(first);
        }
    },
    RAF {
        @Override
        byte[] write(byte[] jpeg, Shot shot) {
            var whole = withExif(jpeg, shot);
            int jpegAt = 148;
            var raf = ByteBuffer.allocate(jpegAt + whole.length + 12);
            raf.put("FUJIFILMCCD-RAW 0201FF389501Some camera".getBytes(StandardCharsets.US_ASCII));
            raf.putInt(84, jpegAt).putInt(88, whole.length).putInt(92, jpegAt + whole.length);
            raf.position(jpegAt).put(whole);
            raf.putInt(1).putShort((short) 0x111).putShort((short) 4);
            raf.putShort((short) shot.height()).putShort((short) shot.width());
            return raf.array();
        }
    },
    CR3 {
        @Override
        byte[] write(byte[] jpeg, Shot shot) {
            var first = shot.directory().number(WIDTH, shot.width()).number(HEIGHT, shot.height());
            var exif = first.exif();
            first.entries.remove(EXIF_DIRECTORY);
            var tiff = new Tiff(ByteOrder.LITTLE_ENDIAN, "II*\0", "");
            var metadata = box(
                    "uuid",
                    HexFormat.of().parseHex("85c0b687820f11e08111f4ce462b6a48"),
                    box("CMT1", tiff.write(first)),
                    box("CMT2", tiff.write(exif)));
            var type = box("ftyp", "crx \0\0\0\1crx isom".getBytes(StandardCharsets.US_ASCII));
            var preview = box(
                    "uuid",
                    HexFormat.of().parseHex("eaf42b5e1c984b88b9fbb7dc406e4d16"),
                    new byte[8],
                    box("PRVW", ByteBuffer.allocate(16).putInt(12, TINY.length).array(), TINY));
            int movieLength = movie(metadata, jpeg.length, 0).length;
            long jpegAt = type.length + movieLength + preview.length + 8L;
            return join(type, movie(metadata, jpeg.length, jpegAt), preview, box("mdat", jpeg));
        }

        private static byte[] movie(byte[] metadata, int length, long at) {
            var sizes = box(
                    "stsz",
                    ByteBuffer.allocate(12).putInt(4, length).putInt(8, 1).array());
            var places = box(
                    "co64", ByteBuffer.allocate(16).putInt(4, 1).putLong(8, at).array());
            return box("moov", metadata, box("trak", box("mdia", box("minf", box("stbl", sizes, places)))));
        }
    };

    private static final int SUBFILE = 254;
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int COMPRESSION = 259;
    private static final int MAKE = 271;
    private static final int MODEL = 272;
    private static final int STRIP_OFFSETS = 273;
    private static final int ORIENTATION = 274;
    private static final int STRIP_BYTES = 279;
    private static final int SUB_DIRECTORIES = 330;
    private static final int JPEG_START = 513;
    private static final int JPEG_LENGTH = 514;
    private static final int EXIF_DIRECTORY = 34665;
    private static final int DATE_TIME_ORIGINAL = 0x9003;
    private static final int SUB_SECONDS_ORIGINAL = 0x9291;
    private static final int MAKERS_NOTE = 37500;
    private static final int DNG_VERSION = 50706;
    private static final int DNG_CROP = 50720;
    private static final int ASCII = 2;
    private static final int LONG = 4;
    private static final int UNDEFINED = 7;

    /** A thumbnail that must not be chosen. */
    private static final byte[] TINY = TestImages.jpeg(TestImages.picture(16, 12), false);

    abstract byte[] write(byte[] jpeg, Shot shot);

    /** The file's name ends like this. */
    public String suffix() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A RAW file with this preview. */
    public byte[] of(byte[] jpeg, Shot shot) {
        return write(jpeg, shot);
    }

    /** A file of Pentax whose preview is only in the maker's note. */
    static byte[] pentax(byte[] jpeg, Shot shot) {
        // Behind the signature a directory of two entries; places count from the file's start.
        var first = shot.directory().number(WIDTH, shot.width()).number(HEIGHT, shot.height());
        first.number(262, 32803);
        for (int place = 0; ; ) {
            var note = ByteBuffer.allocate(6 + 30);
            note.put("AOC\0MM".getBytes(StandardCharsets.ISO_8859_1)).putShort((short) 2);
            note.putShort((short) 3).putShort((short) LONG).putInt(1).putInt(jpeg.length);
            note.putShort((short) 4).putShort((short) LONG).putInt(1).putInt(place);
            first.exif().bytes(MAKERS_NOTE, note.array());
            var whole = new Tiff(ByteOrder.BIG_ENDIAN, "MM\0*", "").write(first);
            if (place == whole.length) {
                return join(whole, jpeg);
            }
            place = whole.length;
        }
    }

    /** What the camera says of the shot; texts may be empty. */
    public record Shot(
            int orientation, int width, int height, String dateTime, String subSeconds, String make, String model) {
        public static Shot at(String dateTime) {
            return new Shot(1, 3000, 2000, dateTime, "", "Kamera", "K1");
        }

        public Shot turned(int newOrientation) {
            return new Shot(newOrientation, width, height, dateTime, subSeconds, make, model);
        }

        public Shot withSubSeconds(String digits) {
            return new Shot(orientation, width, height, dateTime, digits, make, model);
        }

        public Shot by(String otherMake, String otherModel) {
            return new Shot(orientation, width, height, dateTime, subSeconds, otherMake, otherModel);
        }

        Directory directory() {
            var directory = new Directory()
                    .number(ORIENTATION, orientation)
                    .text(MAKE, make)
                    .text(MODEL, model);
            var exif = new Directory().text(DATE_TIME_ORIGINAL, dateTime).text(SUB_SECONDS_ORIGINAL, subSeconds);
            return directory.directories(EXIF_DIRECTORY, exif);
        }
    }

    /** The JPEG with what the camera says of the shot. */
    public static byte[] withExif(byte[] jpeg, Shot shot) {
        var exif = join(
                "Exif\0\0".getBytes(StandardCharsets.US_ASCII),
                new Tiff(ByteOrder.LITTLE_ENDIAN, "II*\0", "").write(shot.directory()));
        var segment = ByteBuffer.allocate(4)
                .putShort((short) 0xffe1)
                .putShort((short) (exif.length + 2))
                .array();
        return join(Arrays.copyOf(jpeg, 2), segment, exif, Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    private static byte[] box(String type, byte[]... content) {
        var inside = join(content);
        return join(
                ByteBuffer.allocate(4).putInt(8 + inside.length).array(),
                type.getBytes(StandardCharsets.US_ASCII),
                inside);
    }

    private static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    /** A directory of a TIFF in the making. */
    static final class Directory {
        private final Map<Integer, Entry> entries = new TreeMap<>();
        private Directory next;

        /** Numbers, bytes, the place of a blob, or the places of directories. */
        private record Entry(int type, List<Integer> numbers, byte[] bytes, List<Directory> directories) {}

        Directory number(int tag, int number) {
            return numbers(tag, number);
        }

        Directory numbers(int tag, Integer... numbers) {
            entries.put(tag, new Entry(LONG, List.of(numbers), null, null));
            return this;
        }

        Directory text(int tag, String text) {
            if (!text.isEmpty()) {
                entries.put(tag, new Entry(ASCII, null, (text + '\0').getBytes(StandardCharsets.US_ASCII), null));
            }
            return this;
        }

        Directory bytes(int tag, byte[] bytes) {
            entries.put(tag, new Entry(UNDEFINED, null, bytes, null));
            return this;
        }

        Directory blob(int startTag, int lengthTag, byte[] bytes) {
            entries.put(startTag, new Entry(LONG, null, bytes, null));
            return number(lengthTag, bytes.length);
        }

        Directory directories(Directory... directories) {
            return directories(SUB_DIRECTORIES, directories);
        }

        Directory directories(int tag, Directory... directories) {
            entries.put(tag, new Entry(LONG, null, null, List.of(directories)));
            return this;
        }

        Directory exif() {
            return entries.get(EXIF_DIRECTORY).directories().getFirst();
        }
    }

    /** Lays directories, then values, one behind the other. */
    private record Tiff(ByteOrder order, String magic, String behindHeader) {
        byte[] write(Directory first) {
            int headerLength = 8 + behindHeader.length();
            var places = new IdentityHashMap<Directory, Integer>();
            var all = new ArrayList<Directory>();
            int end = place(first, headerLength, places, all);
            var table = ByteBuffer.allocate(end).order(order);
            table.put(magic.getBytes(StandardCharsets.ISO_8859_1)).putInt(headerLength);
            table.put(behindHeader.getBytes(StandardCharsets.ISO_8859_1));
            var values = new ByteArrayOutputStream();
            for (var directory : all) {
                table.position(places.get(directory)).putShort((short) directory.entries.size());
                directory.entries.forEach((tag, entry) -> put(table, tag, entry, places, end, values));
                table.putInt(directory.next == null ? 0 : places.get(directory.next));
            }
            return join(table.array(), values.toByteArray());
        }

        private static int place(Directory directory, int at, Map<Directory, Integer> places, List<Directory> all) {
            places.put(directory, at);
            all.add(directory);
            int end = at + 2 + 12 * directory.entries.size() + 4;
            for (var entry : directory.entries.values()) {
                for (var inner : entry.directories() == null ? List.<Directory>of() : entry.directories()) {
                    end = place(inner, end, places, all);
                }
            }
            return directory.next == null ? end : place(directory.next, end, places, all);
        }

        private void put(
                ByteBuffer table,
                int tag,
                Directory.Entry entry,
                Map<Directory, Integer> places,
                int end,
                ByteArrayOutputStream values) {
            table.putShort((short) tag).putShort((short) entry.type());
            boolean blob = entry.type() == LONG && entry.bytes() != null;
            if (blob) {
                table.putInt(1).putInt(end + values.size());
                values.writeBytes(entry.bytes());
                return;
            }
            byte[] value;
            if (entry.bytes() != null) {
                value = entry.bytes();
                table.putInt(value.length);
            } else {
                var numbers = entry.numbers() != null
                        ? entry.numbers()
                        : entry.directories().stream().map(places::get).toList();
                var buffer = ByteBuffer.allocate(4 * numbers.size()).order(order);
                numbers.forEach(buffer::putInt);
                value = buffer.array();
                table.putInt(numbers.size());
            }
            if (value.length <= 4) {
                table.put(Arrays.copyOf(value, 4));
            } else {
                table.putInt(end + values.size());
                values.writeBytes(value);
            }
        }
    }
}
