package org.imalink.ingest;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Writes EXIF as cameras do: a TIFF structure of three directories, in either byte order. */
final class ExifBlock {
    static final int MAKE = 0x010f;
    static final int MODEL = 0x0110;
    static final int ORIENTATION = 0x0112;
    static final int DATE_TIME = 0x0132;
    static final int EXPOSURE_TIME = 0x829a;
    static final int F_NUMBER = 0x829d;
    static final int ISO = 0x8827;
    static final int RECOMMENDED_EXPOSURE_INDEX = 0x8832;
    static final int DATE_TIME_ORIGINAL = 0x9003;
    static final int DATE_TIME_DIGITIZED = 0x9004;
    static final int OFFSET_TIME = 0x9010;
    static final int OFFSET_TIME_ORIGINAL = 0x9011;
    static final int SHUTTER_SPEED = 0x9201;
    static final int APERTURE = 0x9202;
    static final int FOCAL_LENGTH = 0x920a;
    static final int USER_COMMENT = 0x9286;
    static final int SUB_SECONDS = 0x9290;
    static final int SUB_SECONDS_ORIGINAL = 0x9291;
    static final int LENS_MODEL = 0xa434;
    static final int GPS_LATITUDE_REF = 1;
    static final int GPS_LATITUDE = 2;
    static final int GPS_LONGITUDE_REF = 3;
    static final int GPS_LONGITUDE = 4;
    static final int GPS_TIME = 7;
    static final int GPS_DATE = 0x1d;

    private static final int EXIF_DIRECTORY = 0x8769;
    private static final int GPS_DIRECTORY = 0x8825;
    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int UNDEFINED = 7;
    private static final int SIGNED_RATIONAL = 10;

    private final ByteOrder order;
    private final Map<Integer, Entry> first = new TreeMap<>();
    private final Map<Integer, Entry> exif = new TreeMap<>();
    private final Map<Integer, Entry> gps = new TreeMap<>();

    private record Entry(int type, int count, byte[] value) {}

    ExifBlock(ByteOrder order) {
        this.order = order;
    }

    ExifBlock() {
        this(ByteOrder.BIG_ENDIAN);
    }

    ExifBlock text(int tag, String text) {
        var bytes = Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), text.length() + 1);
        return put(directory(tag), tag, new Entry(ASCII, bytes.length, bytes));
    }

    ExifBlock number(int tag, int number) {
        return put(
                directory(tag),
                tag,
                new Entry(SHORT, 1, buffer(2).putShort((short) number).array()));
    }

    ExifBlock rational(int tag, int numerator, int denominator) {
        return put(directory(tag), tag, new Entry(RATIONAL, 1, rationals(numerator, denominator)));
    }

    ExifBlock signedRational(int tag, int numerator, int denominator) {
        return put(directory(tag), tag, new Entry(SIGNED_RATIONAL, 1, rationals(numerator, denominator)));
    }

    ExifBlock bytes(int tag, byte[] bytes) {
        return put(directory(tag), tag, new Entry(UNDEFINED, bytes.length, bytes));
    }

    /** Degrees, minutes and hundredths of seconds. */
    ExifBlock place(String northOrSouth, int[] latitude, String eastOrWest, int[] longitude) {
        gpsText(GPS_LATITUDE_REF, northOrSouth);
        gpsText(GPS_LONGITUDE_REF, eastOrWest);
        put(gps, GPS_LATITUDE, new Entry(RATIONAL, 3, rationals(latitude[0], 1, latitude[1], 1, latitude[2], 100)));
        return put(
                gps,
                GPS_LONGITUDE,
                new Entry(RATIONAL, 3, rationals(longitude[0], 1, longitude[1], 1, longitude[2], 100)));
    }

    ExifBlock satelliteTime(String date, int hour, int minute, int second) {
        gpsText(GPS_DATE, date);
        return put(gps, GPS_TIME, new Entry(RATIONAL, 3, rationals(hour, 1, minute, 1, second, 1)));
    }

    private void gpsText(int tag, String text) {
        var bytes = Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), text.length() + 1);
        put(gps, tag, new Entry(ASCII, bytes.length, bytes));
    }

    private Map<Integer, Entry> directory(int tag) {
        return tag < 0x8000 ? first : exif;
    }

    private ExifBlock put(Map<Integer, Entry> directory, int tag, Entry entry) {
        directory.put(tag, entry);
        return this;
    }

    private byte[] rationals(int... numbers) {
        var buffer = buffer(4 * numbers.length);
        Arrays.stream(numbers).forEach(buffer::putInt);
        return buffer.array();
    }

    /** The TIFF structure. */
    byte[] tiff() {
        int exifAt = 8 + size(first) + 2 * 12;
        int gpsAt = exifAt + size(exif);
        first.put(EXIF_DIRECTORY, new Entry(LONG, 1, buffer(4).putInt(exifAt).array()));
        first.put(GPS_DIRECTORY, new Entry(LONG, 1, buffer(4).putInt(gpsAt).array()));
        var all = new ByteArrayOutputStream();
        all.writeBytes(order == ByteOrder.BIG_ENDIAN ? new byte[] {'M', 'M', 0, 42} : new byte[] {'I', 'I', 42, 0});
        all.writeBytes(buffer(4).putInt(8).array());
        all.writeBytes(directory(first, 8));
        all.writeBytes(directory(exif, exifAt));
        all.writeBytes(directory(gps, gpsAt));
        first.remove(EXIF_DIRECTORY);
        first.remove(GPS_DIRECTORY);
        return all.toByteArray();
    }

    private byte[] directory(Map<Integer, Entry> entries, int offset) {
        int dataAt = offset + 2 + 12 * entries.size() + 4;
        var table = buffer(2 + 12 * entries.size() + 4).putShort((short) entries.size());
        var data = new ByteArrayOutputStream();
        entries.forEach((tag, entry) -> {
            table.putShort((short) (int) tag).putShort((short) entry.type).putInt(entry.count);
            if (entry.value.length <= 4) {
                table.put(Arrays.copyOf(entry.value, 4));
            } else {
                table.putInt(dataAt + data.size());
                data.writeBytes(entry.value);
            }
        });
        table.putInt(0);
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(table.array());
        whole.writeBytes(data.toByteArray());
        return whole.toByteArray();
    }

    private static int size(Map<Integer, Entry> entries) {
        return 2
                + 12 * entries.size()
                + 4
                + entries.values().stream()
                        .mapToInt(entry -> entry.value.length <= 4 ? 0 : entry.value.length)
                        .sum();
    }

    private ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(order);
    }
}
