package org.imalink.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imalink.preview.Rendering.Rendered;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With and without libvips a library looks the same. */
class RenderEnginesAgreeTest {
    @TempDir
    Path folder;

    @BeforeAll
    static void needsVips() {
        assumeTrue(PreviewRenderers.vipsIsInstalled());
    }

    @Test
    void previews_by_libvips_and_by_java_look_the_same() throws Exception {
        var picture = TestImages.picture(1700, 1300);
        var png = TestImages.encode(picture, ImageFormat.PNG);
        var images = new LinkedHashMap<String, byte[]>();
        for (var format : EnumSet.range(ImageFormat.JPEG, ImageFormat.TIFF)) {
            images.put(format.name(), TestImages.encode(picture, format));
        }
        images.put("lossy webp", TestImages.vips(png, "webp", folder, "copy"));
        images.put("progressive", TestImages.jpeg(picture, true));
        images.put("linear light", TestImages.linearJpeg(picture));
        images.put("grey", TestImages.encode(grey(picture), ImageFormat.JPEG));
        images.put("orientation", TestImages.withOrientationChunk(png, 7));
        for (var profile : List.of("p3", "cmyk")) {
            images.put(
                    profile + " jpeg",
                    TestImages.vips(png, "jpg", folder, "icc_transform", profile, "--input-profile", "srgb"));
            images.put(
                    profile + " tiff",
                    TestImages.vips(png, "tif", folder, "icc_transform", profile, "--input-profile", "srgb"));
        }
        images.put("p3 png", TestImages.vips(png, "png", folder, "icc_transform", "p3", "--input-profile", "srgb"));
        images.put("p3 webp", TestImages.vips(png, "webp", folder, "icc_transform", "p3", "--input-profile", "srgb"));

        var files = images.entrySet().stream().map(this::write).toList();
        try (var vips = PreviewRenderers.withVips(newFolder("vips"), RenderLimits.standard());
                var jdk = PreviewRenderers.withoutVips(newFolder("jdk"), RenderLimits.standard())) {
            var sizes = EnumSet.allOf(PreviewSize.class);
            var byVips = vips.render(files, sizes);
            var byJdk = jdk.render(files, sizes);

            int index = 0;
            for (var name : images.keySet()) {
                var one = (Rendered) byVips.get(index);
                var other = (Rendered) byJdk.get(index++);
                assertThat(other.width()).as(name).isEqualTo(one.width());
                assertThat(other.height()).as(name).isEqualTo(one.height());
                assertThat(other.orientation()).as(name).isEqualTo(one.orientation());
                for (var size : sizes) {
                    var differences = Differences.between(image(one, size), image(other, size));
                    // The two colour engines fit the inks' smaller gamut into sRGB in their own ways.
                    assertThat(differences.mean())
                            .as("%s %s: %s", name, size, differences)
                            .isLessThan(name.startsWith("cmyk") ? 5 : 2.5);
                    assertThat(differences.largest())
                            .as("%s %s: %s", name, size, differences)
                            .isLessThan(30);
                }
            }
        }
    }

    private Path write(Map.Entry<String, byte[]> image) {
        try {
            return Files.write(folder.resolve(image.getKey()), image.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path newFolder(String name) throws IOException {
        return Files.createDirectory(folder.resolve("temporary-" + name));
    }

    private static BufferedImage grey(BufferedImage picture) {
        var grey = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        new ColorConvertOp(ColorSpace.getInstance(ColorSpace.CS_GRAY), null).filter(picture, grey);
        return grey;
    }

    private static BufferedImage image(Rendered rendered, PreviewSize size) {
        var decoded = TestImages.decode(rendered.jpegs().get(size));
        if (decoded.getRaster().getNumBands() == 3) {
            return decoded;
        }
        var colour = new BufferedImage(decoded.getWidth(), decoded.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < decoded.getHeight(); y++) {
            for (int x = 0; x < decoded.getWidth(); x++) {
                int sample = decoded.getRaster().getSample(x, y, 0);
                colour.getRaster().setPixel(x, y, new int[] {sample, sample, sample});
            }
        }
        return colour;
    }
}
