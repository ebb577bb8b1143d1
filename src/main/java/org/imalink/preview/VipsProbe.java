package org.imalink.preview;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.imalink.operation.isolated.ScratchFolder;

/** Finds out which formats the installed libvips can decode, by giving it a small image of each. */
final class VipsProbe {
    private static final Duration TIME = Duration.ofSeconds(30);
    private static final ImageHeader HEADER = new ImageHeader(new Dimensions(16, 16), ImageHeader.UPRIGHT, false);

    private VipsProbe() {}

    static Set<ImageFormat> formats(VipsTools tools, Path temporary) throws IOException, InterruptedException {
        var formats = EnumSet.noneOf(ImageFormat.class);
        try (var scratch = ScratchFolder.below(temporary)) {
            var samples = new ArrayList<ExaminedImage>();
            for (var format : EnumSet.complementOf(EnumSet.of(ImageFormat.RAW))) {
                samples.add(sample(format, scratch));
            }
            for (var kind : VipsEngine.Kind.values()) {
                var alike = samples.stream()
                        .filter(sample -> VipsEngine.Kind.of(sample) == kind)
                        .toList();
                if (!alike.isEmpty()) {
                    var result = tools.shrinkAll(alike, PreviewSize.HOT, kind, scratch.path(), TIME);
                    // Otherwise a disk that is full now would take formats away for as long as the server runs.
                    VipsFailure.throwIfNoRoom(new String(result.output(), StandardCharsets.UTF_8));
                }
            }
            for (var sample : samples) {
                var output = tools.output(sample, PreviewSize.HOT, scratch.path());
                if (Files.exists(output) && Files.size(output) > 0) {
                    formats.add(sample.format());
                }
            }
        }
        return Collections.unmodifiableSet(formats);
    }

    private static ExaminedImage sample(ImageFormat format, ScratchFolder scratch) throws IOException {
        var name = "probe." + format.extension();
        try (var resource = VipsProbe.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IOException("The program is incomplete: " + name + " is missing");
            }
            var file = scratch.path().resolve(name);
            Files.copy(resource, file);
            return new ExaminedImage(scratch.link(file), format, HEADER);
        }
    }
}
