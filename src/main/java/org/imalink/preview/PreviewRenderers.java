package org.imalink.preview;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.imalink.operation.isolated.IsolatedWorker;
import org.imalink.operation.isolated.ScratchFolder;
import org.imalink.operation.isolated.WorkerLimits;

/** Chooses how previews are rendered on this machine. */
public final class PreviewRenderers {
    private static final String ADVICE = "libvips is not installed. With it (Debian and Ubuntu: apt-get install"
            + " libvips-tools; macOS: brew install vips) HEIC, AVIF and JPEG XL photos are shown too, and previews are made"
            + " several times faster.";

    private PreviewRenderers() {}

    /**
     * By libvips where its command-line tools are in PATH, and by Java for what they cannot read or where they are
     * absent. No process is started before the first use.
     *
     * @param temporary an existing folder for this renderer alone; what an earlier one left there is deleted
     */
    public static PreviewRenderer best(Path temporary) throws IOException {
        var limits = RenderLimits.standard();
        return vipsIsInstalled() ? withVips(temporary, limits) : withoutVips(temporary, limits);
    }

    static PreviewRenderer withVips(Path temporary, RenderLimits limits) throws IOException {
        ScratchFolder.deleteLeftovers(temporary);
        var engines = List.of(new VipsEngine(limits, temporary), new JdkEngine(limits, temporary));
        return new RoutingRenderer(
                engines, raws(temporary, limits), hashes(temporary), limits, temporary, Optional.empty());
    }

    static PreviewRenderer withoutVips(Path temporary, RenderLimits limits) throws IOException {
        ScratchFolder.deleteLeftovers(temporary);
        var engines = List.<RenderEngine>of(new JdkEngine(limits, temporary));
        return new RoutingRenderer(
                engines, raws(temporary, limits), hashes(temporary), limits, temporary, Optional.of(ADVICE));
    }

    static boolean vipsIsInstalled() {
        return isInPath("vips") && isInPath("vipsthumbnail");
    }

    static boolean exifToolIsInstalled() {
        return isInPath(ExifTool.PROGRAM);
    }

    private static boolean isInPath(String program) {
        var path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(path)
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Whether ExifTool is there is asked each time, so that installing it is enough. */
    private static RawPreviews raws(Path temporary, RenderLimits limits) {
        return new RawPreviews(limits.processes(), temporary, PreviewRenderers::exifToolIsInstalled);
    }

    private static IsolatedWorker hashes(Path temporary) {
        var limits = new WorkerLimits(2, 256, Duration.ofSeconds(30), 100, Duration.ofMinutes(1));
        return new IsolatedWorker(PerceptualHashTask.class, limits, temporary);
    }
}
