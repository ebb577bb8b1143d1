package org.imalink.ingest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.imalink.library.PlaceNames;
import org.jspecify.annotations.Nullable;

/**
 * What a metadata process found in a file, as it is sent to the server: a version, and the values one after another, each
 * with a byte before it that says whether there is one. Texts are their length and UTF-8. Written out here, because a library
 * that learns the form of a record by itself takes longer to start than all else that such a process does.
 */
final class MetadataAnswer {
    private static final int VERSION = 1;

    private MetadataAnswer() {}

    static byte[] encoded(ImageMetadata metadata) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            write(out, metadata.takenAt(), MetadataAnswer::writeTime);
            write(out, metadata.takenOffsetMinutes(), DataOutputStream::writeInt);
            write(out, metadata.latitude(), DataOutputStream::writeDouble);
            write(out, metadata.longitude(), DataOutputStream::writeDouble);
            write(out, metadata.cameraMake(), MetadataAnswer::writeText);
            write(out, metadata.cameraModel(), MetadataAnswer::writeText);
            write(out, metadata.lens(), MetadataAnswer::writeText);
            write(out, metadata.exposureTime(), DataOutputStream::writeDouble);
            write(out, metadata.aperture(), DataOutputStream::writeDouble);
            write(out, metadata.iso(), DataOutputStream::writeInt);
            write(out, metadata.focalLength(), DataOutputStream::writeDouble);
            out.writeInt(metadata.orientation());
            writeDescription(out, metadata.description());
            write(out, metadata.tags(), MetadataAnswer::writeText);
        }
        return bytes.toByteArray();
    }

    /** @throws IOException when this is no answer, or not the whole of one, or more than that */
    static ImageMetadata decoded(byte[] answer) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(answer))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IOException("Its answer has the form " + version + " instead of " + VERSION);
            }
            var metadata = new ImageMetadata(
                    read(in, MetadataAnswer::readTime),
                    read(in, DataInputStream::readInt),
                    read(in, DataInputStream::readDouble),
                    read(in, DataInputStream::readDouble),
                    read(in, MetadataAnswer::readText),
                    read(in, MetadataAnswer::readText),
                    read(in, MetadataAnswer::readText),
                    read(in, DataInputStream::readDouble),
                    read(in, DataInputStream::readDouble),
                    read(in, DataInputStream::readInt),
                    read(in, DataInputStream::readDouble),
                    in.readInt(),
                    readDescription(in),
                    read(in, MetadataAnswer::readText));
            if (in.available() > 0) {
                throw new IOException("Behind its answer there are %d bytes more".formatted(in.available()));
            }
            return metadata;
        } catch (EOFException e) {
            throw new IOException("Its answer of %d bytes ends too early".formatted(answer.length), e);
        } catch (DateTimeException e) {
            throw new IOException("Its answer has a time that cannot be", e);
        }
    }

    private static void writeDescription(DataOutputStream out, Description description) throws IOException {
        write(out, description.title(), MetadataAnswer::writeText);
        write(out, description.text(), MetadataAnswer::writeText);
        out.writeInt(description.keywords().size());
        for (var keyword : description.keywords()) {
            writeText(out, keyword);
        }
        write(out, description.rating(), DataOutputStream::writeInt);
        write(out, description.author(), MetadataAnswer::writeText);
        write(out, description.place().sublocation(), MetadataAnswer::writeText);
        write(out, description.place().city(), MetadataAnswer::writeText);
        write(out, description.place().state(), MetadataAnswer::writeText);
        write(out, description.place().country(), MetadataAnswer::writeText);
    }

    private static Description readDescription(DataInputStream in) throws IOException {
        return new Description(
                read(in, MetadataAnswer::readText),
                read(in, MetadataAnswer::readText),
                readTexts(in),
                read(in, DataInputStream::readInt),
                read(in, MetadataAnswer::readText),
                new PlaceNames(
                        read(in, MetadataAnswer::readText),
                        read(in, MetadataAnswer::readText),
                        read(in, MetadataAnswer::readText),
                        read(in, MetadataAnswer::readText)));
    }

    private static void writeTime(DataOutputStream out, LocalDateTime time) throws IOException {
        out.writeLong(time.toEpochSecond(ZoneOffset.UTC));
        out.writeInt(time.getNano());
    }

    private static LocalDateTime readTime(DataInputStream in) throws IOException {
        return LocalDateTime.ofEpochSecond(in.readLong(), in.readInt(), ZoneOffset.UTC);
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        var bytes = in.readNBytes(length(in));
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static List<String> readTexts(DataInputStream in) throws IOException {
        var texts = new ArrayList<String>();
        for (int left = length(in); left > 0; left--) {
            texts.add(readText(in));
        }
        return List.copyOf(texts);
    }

    /** Of something that takes a byte or more for each. */
    private static int length(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("Its answer tells of %d bytes where %d are left".formatted(length, in.available()));
        }
        return length;
    }

    private interface Writing<T> {
        void write(DataOutputStream out, T value) throws IOException;
    }

    private interface Reading<T> {
        T read(DataInputStream in) throws IOException;
    }

    private static <T> void write(DataOutputStream out, @Nullable T value, Writing<T> writing) throws IOException {
        out.writeBoolean(value != null);
        if (value != null) {
            writing.write(out, value);
        }
    }

    private static <T> @Nullable T read(DataInputStream in, Reading<T> reading) throws IOException {
        int there = in.readByte();
        return switch (there) {
            case 0 -> null;
            case 1 -> reading.read(in);
            default ->
                throw new IOException("Its answer says neither that a value is there nor that it is not: " + there);
        };
    }
}
