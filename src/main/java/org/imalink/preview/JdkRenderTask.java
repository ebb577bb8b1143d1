package org.imalink.preview;

import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.imalink.operation.isolated.IsolatedTask;

/** Renders an image in a process of its own. */
final class JdkRenderTask implements IsolatedTask {
    /** As many as fit the heap several times over; from larger images every second, third, ... pixel is taken. */
    private static final long DECODED_PIXELS = 50_000_000;

    /** Squares of pixels are averaged first, until the image is about this many times its final size. */
    private static final int LEFT_FOR_FILTER = 2;

    /** What to render, as it is sent to the other process. The sizes go and come in the order of the set. */
    record Request(File file, ImageFormat format, ImageHeader header, Set<PreviewSize> sizes) {
        Request(ExaminedImage image, Set<PreviewSize> sizes) {
            this(image.link().toFile(), image.format(), image.header(), sizes);
        }

        byte[] encoded() throws IOException {
            var bytes = new ByteArrayOutputStream();
            try (var out = new DataOutputStream(bytes)) {
                out.writeUTF(file.getPath());
                out.writeUTF(format.name());
                out.writeInt(header.stored().width());
                out.writeInt(header.stored().height());
                out.writeInt(header.orientation());
                out.writeBoolean(header.profiled());
                out.writeInt(sizes.size());
                for (var size : sizes) {
                    out.writeUTF(size.name());
                }
            }
            return bytes.toByteArray();
        }

        static Request decoded(byte[] request) throws IOException {
            try (var in = new DataInputStream(new ByteArrayInputStream(request))) {
                var file = new File(in.readUTF());
                var format = ImageFormat.valueOf(in.readUTF());
                var header =
                        new ImageHeader(new Dimensions(in.readInt(), in.readInt()), in.readInt(), in.readBoolean());
                var sizes = new LinkedHashSet<PreviewSize>();
                for (int left = in.readInt(); left > 0; left--) {
                    sizes.add(PreviewSize.valueOf(in.readUTF()));
                }
                return new Request(file, format, header, sizes);
            }
        }
    }

    @Override
    public byte[] answer(byte[] request) throws IOException {
        try {
            return rendered(Request.decoded(request));
        } catch (EOFException e) {
            return refused(RefusalReason.TRUNCATED);
        } catch (UnsupportedImageException e) {
            return refused(RefusalReason.UNSUPPORTED);
        } catch (IOException | RuntimeException e) {
            return refused(RefusalReason.DAMAGED);
        }
    }

    private static byte[] rendered(Request request) throws IOException {
        var decoded = JdkDecoder.decode(request.file(), request.format(), request.header(), DECODED_PIXELS);
        if (decoded.truncated()) {
            return refused(RefusalReason.TRUNCATED);
        }
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeBoolean(true);
        var profile = embeddedProfile(request);
        for (var size : request.sizes()) {
            var planes = shrunk(decoded.image(), request.header(), size);
            var inItsColours = profile.map(planes::profiled).orElse(planes);
            var jpeg = JpegEncoder.encode(
                    inItsColours.toSrgb().upright(request.header().orientation()), size.quality());
            out.writeInt(jpeg.length);
            out.write(jpeg);
        }
        return bytes.toByteArray();
    }

    /** Only of a PNG: the readers of the other formats apply profiles themselves. */
    private static Optional<ICC_Profile> embeddedProfile(Request request) throws IOException {
        return request.format() == ImageFormat.PNG && request.header().profiled()
                ? PngProfile.read(request.file())
                : Optional.empty();
    }

    private static Planes shrunk(BufferedImage image, ImageHeader header, PreviewSize size) {
        var target = size.fit(header.stored());
        int square = Math.max(
                1,
                Math.min(
                        image.getWidth() / (target.width() * LEFT_FOR_FILTER),
                        image.getHeight() / (target.height() * LEFT_FOR_FILTER)));
        return PlaneReader.read(image, square).resize(target);
    }

    private static byte[] refused(RefusalReason reason) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeBoolean(false);
        out.writeUTF(reason.name());
        return bytes.toByteArray();
    }
}
