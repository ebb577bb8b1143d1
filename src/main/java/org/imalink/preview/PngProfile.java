package org.imalink.preview;

import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.InflaterInputStream;

/** Finds the colour profile in a PNG, which the JDK's reader leaves out. */
final class PngProfile {
    private static final int SIGNATURE_BYTES = 8;
    private static final int CHECKSUM_BYTES = 4;
    private static final int MAXIMUM_BYTES = 8 << 20;

    private PngProfile() {}

    /** Empty when there is none, or none that makes sense: the picture is shown all the same. */
    static Optional<ICC_Profile> read(File png) throws IOException {
        try (var in = new DataInputStream(new FileInputStream(png))) {
            in.skipNBytes(SIGNATURE_BYTES);
            while (true) {
                int length = in.readInt();
                var type = new String(in.readNBytes(4), StandardCharsets.US_ASCII);
                if (type.equals("iCCP") && length >= 0 && length <= MAXIMUM_BYTES) {
                    return profile(in.readNBytes(length));
                }
                if (type.equals("IDAT") || type.equals("IEND") || length < 0) {
                    return Optional.empty();
                }
                in.skipNBytes((long) length + CHECKSUM_BYTES);
            }
        }
    }

    /** A chunk is a name, a zero, the method (0, deflate), and the compressed profile. */
    private static Optional<ICC_Profile> profile(byte[] chunk) {
        int end = 0;
        while (end < chunk.length && chunk[end] != 0) {
            end++;
        }
        if (end + 2 > chunk.length) {
            return Optional.empty();
        }
        try (var inflated = new InflaterInputStream(new ByteArrayInputStream(chunk, end + 2, chunk.length - end - 2))) {
            return Optional.of(ICC_Profile.getInstance(inflated.readNBytes(MAXIMUM_BYTES)));
        } catch (IOException | IllegalArgumentException noProfile) {
            return Optional.empty();
        }
    }
}
