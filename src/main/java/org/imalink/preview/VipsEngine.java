package org.imalink.preview;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import org.imalink.operation.isolated.CommandResult.Ending;
import org.imalink.operation.isolated.ScratchFolder;
import org.jspecify.annotations.Nullable;

/**
 * Renders with the command-line tools of libvips.
 *
 * <p>Starting a process costs more than a small preview, so many files share one. That fast way is lenient: it shows the
 * missing part of a truncated file as grey. Every file that it warned about, crashed at or left out goes through a
 * process of its own, which is strict and tells the reason.
 */
final class VipsEngine implements RenderEngine {
    private static final int LARGEST_BATCH = 64;
    private static final Duration BATCH_TIME = Duration.ofMinutes(1);

    private final RenderLimits limits;
    private final Path temporary;
    private final VipsTools tools;
    private final Semaphore processes;
    private @Nullable Set<ImageFormat> formats;

    VipsEngine(RenderLimits limits, Path temporary) {
        this.limits = limits;
        this.temporary = temporary;
        this.tools = new VipsTools(limits.memoryBytes());
        this.processes = new Semaphore(limits.processes(), true);
    }

    /** Found out by trying, when first asked: what is listed as a loader may lack its decoder. */
    @Override
    public synchronized Set<ImageFormat> formats() throws IOException, InterruptedException {
        if (formats == null) {
            formats = VipsProbe.formats(tools, temporary);
        }
        return formats;
    }

    @Override
    public List<Rendering> render(List<ExaminedImage> images, Set<PreviewSize> sizes, ScratchFolder scratch)
            throws IOException, InterruptedException {
        var work = images.stream().map(Work::new).toList();
        for (var size : sizes) {
            var batches = new ArrayList<Callable<Void>>();
            for (var kind : Kind.values()) {
                var alike = work.stream()
                        .filter(each -> each.refusal == null && Kind.of(each.image) == kind)
                        .toList();
                for (var batch : split(alike)) {
                    batches.add(() -> {
                        processes.acquire();
                        try {
                            new Batch(size, kind, scratch.path()).render(batch);
                        } finally {
                            processes.release();
                        }
                        return null;
                    });
                }
            }
            ParallelCalls.all(batches);
        }
        return work.stream().map(Work::rendering).toList();
    }

    /** Evenly over the processes, as long as a batch is not too long. */
    private <T> List<List<T>> split(List<T> all) {
        int length = Math.clamp(Math.ceilDiv(all.size(), limits.processes()), 1, LARGEST_BATCH);
        var parts = new ArrayList<List<T>>();
        for (int start = 0; start < all.size(); start += length) {
            parts.add(all.subList(start, Math.min(all.size(), start + length)));
        }
        return parts;
    }

    @Override
    public void close() {
        // Its processes end with each call.
    }

    /** What is known of one image so far; touched by one thread at a time. */
    private static final class Work {
        final ExaminedImage image;
        final Map<PreviewSize, byte[]> jpegs = new EnumMap<>(PreviewSize.class);
        Dimensions upright;
        Rendering.@Nullable Refused refusal;

        Work(ExaminedImage image) {
            this.image = image;
            this.upright = image.header().upright();
        }

        Rendering rendering() {
            return refusal != null
                    ? refusal
                    : new Rendering.Rendered(
                            image.format(),
                            Map.copyOf(jpegs),
                            upright.width(),
                            upright.height(),
                            image.header().orientation());
        }
    }

    /** What the command depends on. */
    enum Kind {
        PLAIN(Loaders.BUILT_IN, false),
        PROFILED(Loaders.BUILT_IN, true),
        HEIF(Loaders.MODULES, false),
        HEIF_PROFILED(Loaders.MODULES, true),
        JXL(Loaders.UNTRUSTED, false),
        JXL_PROFILED(Loaders.UNTRUSTED, true);

        private final Loaders loaders;
        private final boolean profiled;

        Kind(Loaders loaders, boolean profiled) {
            this.loaders = loaders;
            this.profiled = profiled;
        }

        static Kind of(ExaminedImage image) {
            boolean profiled = image.header().profiled();
            return switch (image.format()) {
                case HEIC, AVIF -> profiled ? HEIF_PROFILED : HEIF;
                case JXL -> profiled ? JXL_PROFILED : JXL;
                case JPEG, PNG, GIF, BMP, TIFF, WEBP, RAW -> profiled ? PROFILED : PLAIN;
            };
        }

        Loaders loaders() {
            return loaders;
        }

        boolean profiled() {
            return profiled;
        }

        Kind withoutProfile() {
            return switch (this) {
                case PLAIN, PROFILED -> PLAIN;
                case HEIF, HEIF_PROFILED -> HEIF;
                case JXL, JXL_PROFILED -> JXL;
            };
        }
    }

    /** Which of libvips' loaders a process may use. */
    enum Loaders {
        /** Those that libvips' authors trust with files from anywhere, and that need no module of libvips. */
        BUILT_IN,
        /** All that they trust. */
        MODULES,
        UNTRUSTED
    }

    /** Renders images of one kind in one size. */
    private final class Batch {
        private final PreviewSize size;
        private final Kind kind;
        private final Path folder;

        Batch(PreviewSize size, Kind kind, Path folder) {
            this.size = size;
            this.kind = kind;
            this.folder = folder;
        }

        void render(List<Work> batch) throws IOException, InterruptedException {
            var alone = new ArrayList<Work>();
            var waiting = batch;
            while (waiting.size() > 1) {
                var notBegun = together(waiting, alone);
                if (notBegun.size() == waiting.size()) {
                    break;
                }
                waiting = notBegun;
            }
            alone.addAll(waiting);
            for (var work : alone) {
                alone(work);
            }
        }

        /** Answers those that were not begun when the process died; adds to {@code alone} those it had trouble with. */
        private List<Work> together(List<Work> batch, List<Work> alone) throws IOException, InterruptedException {
            var images = batch.stream().map(work -> work.image).toList();
            var result = tools.shrinkAll(images, size, kind, folder, BATCH_TIME);
            var log = new VipsLog(result.output());
            boolean died = !(result.ending() instanceof Ending.Exited);
            var notBegun = new ArrayList<Work>();
            for (var work : batch) {
                var name = VipsTools.name(work.image);
                if (died && !log.started(name)) {
                    notBegun.add(work);
                } else if (died && log.isLast(name) || log.suspects(name) || !take(work)) {
                    alone.add(work);
                } else {
                    log.size(name).ifPresent(shown -> learn(work, shown));
                }
            }
            return notBegun;
        }

        private void alone(Work work) throws IOException, InterruptedException {
            var result = tools.shrinkStrictly(work.image, size, kind, folder, limits.time());
            if (!result.succeeded() && kind.profiled() && VipsFailure.isAboutProfile(result)) {
                result = tools.shrinkStrictly(work.image, size, kind.withoutProfile(), folder, limits.time());
            }
            if (result.succeeded() && take(work)) {
                VipsLog.size(result.output()).ifPresent(shown -> learn(work, shown));
            } else {
                work.refusal = VipsFailure.refusal(result);
            }
        }

        private boolean take(Work work) throws IOException {
            var output = tools.output(work.image, size, folder);
            if (Files.notExists(output) || Files.size(output) == 0) {
                return false;
            }
            work.jpegs.put(size, Files.readAllBytes(output));
            return true;
        }

        /** HEIC, AVIF and JPEG XL are turned by their decoder, so that only it knows their size. */
        private void learn(Work work, Dimensions shown) {
            switch (work.image.format()) {
                case HEIC, AVIF, JXL -> work.upright = shown;
                case JPEG, PNG, GIF, BMP, TIFF, WEBP, RAW -> {}
            }
        }
    }
}
