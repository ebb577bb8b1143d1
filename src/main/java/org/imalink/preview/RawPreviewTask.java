package org.imalink.preview;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import org.imalink.operation.isolated.IsolatedTask;
import org.jspecify.annotations.Nullable;

/**
 * Takes the largest preview out of a RAW file, in a process of its own: the request is the RAW file's path and that of the
 * file to write, the answer an encoded {@link RawPreview}, or nothing when there is none.
 */
public final class RawPreviewTask implements IsolatedTask {
    private static final String FUJIFILM = "FUJIFILMCCD-RAW ";

    public RawPreviewTask() {}

    static byte[] request(Path raw, Path target) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeUTF(raw.toString());
            out.writeUTF(target.toString());
        }
        return bytes.toByteArray();
    }

    @Override
    public byte[] answer(byte[] request) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(request));
                var file = FileBytes.open(Path.of(in.readUTF()))) {
            return extract(file, Path.of(in.readUTF())).map(RawPreview::encoded).orElse(new byte[0]);
        }
    }

    private static Optional<RawPreview> extract(FileBytes file, Path target) throws IOException {
        var content = read(file);
        EmbeddedJpeg largest = null;
        for (var range : content.previews()) {
            largest = larger(largest, EmbeddedJpeg.at(file, range.start(), range.length()));
        }
        return largest == null
                ? Optional.empty()
                : Optional.of(RawPreview.write(file, largest, content.orientation(), content.size(), target));
    }

    /** Where previews may lie in any file, whether RAW or not. */
    static RawContent read(FileBytes file) throws IOException {
        var content = new RawContent();
        try {
            var head = file.text(0, FUJIFILM.length());
            file.order(ByteOrder.BIG_ENDIAN);
            if (head.equals(FUJIFILM)) {
                RawContainers.readFujifilm(file, content);
            } else if (head.startsWith("ftyp", 4)) {
                RawContainers.readCanon(file, content);
            } else {
                RawTiff.read(file, content);
            }
        } catch (EOFException | DamagedImageException e) {
            // What was found before counts.
            return content;
        }
        return content;
    }

    static @Nullable EmbeddedJpeg larger(@Nullable EmbeddedJpeg one, Optional<EmbeddedJpeg> other) {
        var pixels = Comparator.comparingLong((EmbeddedJpeg jpeg) -> jpeg.size().pixels());
        return other.isEmpty() || (one != null && pixels.compare(one, other.get()) >= 0) ? one : other.get();
    }
}
