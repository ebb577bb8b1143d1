package org.imalink.preview;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imalink.operation.isolated.CommandLimits;
import org.imalink.operation.isolated.CommandResult;
import org.imalink.operation.isolated.IsolatedCommand;

/** The two commands of libvips that are used, and how their results are named. Thread-safe. */
final class VipsTools {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "VIPS_CONCURRENCY", "1",
            // Says which file it is working on.
            "VIPS_INFO", "1");
    private static final String BLOCK_UNTRUSTED = "VIPS_BLOCK_UNTRUSTED";

    /** Below it libvips looks for its modules. It would load them all, with some forty libraries, whatever it is to open. */
    private static final String HOME = "VIPSHOME";

    private static final String NO_MODULES = "/dev/null";
    private static final int OUTPUT_BYTES = 4 << 20;

    private final long memoryBytes;

    VipsTools(long memoryBytes) {
        this.memoryBytes = memoryBytes;
    }

    /**
     * Shrinks files one after another. What it says about them is in the result's output, in the order in which it
     * happened.
     */
    CommandResult shrinkAll(
            List<ExaminedImage> images, PreviewSize size, VipsEngine.Kind kind, Path folder, Duration time)
            throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$@\" 2>&1", "sh", "vipsthumbnail"));
        // Without a cache each image is closed, and warned about, before the next is opened.
        line.add("--vips-cache-max=0");
        line.add("--size=%dx%d>".formatted(size.box(), size.box()));
        if (kind.profiled()) {
            line.addAll(List.of("--import-profile=srgb", "--export-profile=srgb"));
        }
        line.add("--output=%s" + outputOptions(size));
        images.forEach(image -> line.add(name(image)));
        return run(line, kind, folder, time);
    }

    /** Shrinks one file, and fails when a part of it is missing. */
    CommandResult shrinkStrictly(
            ExaminedImage image, PreviewSize size, VipsEngine.Kind kind, Path folder, Duration time)
            throws IOException, InterruptedException {
        var box = Integer.toString(size.box());
        var line = new ArrayList<>(List.of("vips", "thumbnail", name(image), name(image) + outputOptions(size), box));
        line.addAll(List.of("--height", box, "--size", "down", "--fail-on", "truncated"));
        if (kind.profiled()) {
            line.addAll(List.of("--import-profile", "srgb", "--export-profile", "srgb"));
        }
        return run(line, kind, folder, time);
    }

    /** Where both leave the preview. */
    Path output(ExaminedImage image, PreviewSize size, Path folder) {
        return folder.resolve(name(image) + suffix(size));
    }

    static String name(ExaminedImage image) {
        return image.link().getFileName().toString();
    }

    private static String suffix(PreviewSize size) {
        return "-" + size + ".jpg";
    }

    private static String outputOptions(PreviewSize size) {
        return suffix(size) + "[Q=" + size.quality() + ",strip,background=255]";
    }

    /**
     * libvips (8.14 at least) does not count its JPEG XL loader among the trusted ones. It is used all the same, for files that
     * begin like a JPEG XL and therefore reach no other loader: the process has nothing to lose, and libjxl is fuzzed by its
     * authors like the trusted ones are.
     */
    private CommandResult run(List<String> line, VipsEngine.Kind kind, Path folder, Duration time)
            throws IOException, InterruptedException {
        var environment = new HashMap<>(ENVIRONMENT);
        switch (kind.loaders()) {
            case BUILT_IN -> environment.putAll(Map.of(BLOCK_UNTRUSTED, "1", HOME, NO_MODULES));
            case MODULES -> environment.put(BLOCK_UNTRUSTED, "1");
            case UNTRUSTED -> {}
        }
        return IsolatedCommand.run(line, environment, folder, new CommandLimits(time, memoryBytes, OUTPUT_BYTES));
    }
}
