package org.imalink.preview;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.imalink.operation.isolated.IsolatedWorker;
import org.imalink.operation.isolated.Reply;
import org.imalink.operation.isolated.ScratchFolder;
import org.imalink.operation.isolated.WorkerLimits;

/** Renders in child JVMs, for formats and machines without libvips. */
final class JdkEngine implements RenderEngine {
    private static final Set<ImageFormat> FORMATS =
            Collections.unmodifiableSet(EnumSet.range(ImageFormat.JPEG, ImageFormat.WEBP));
    private static final int ANSWER_BYTES = 16 << 20;
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final IsolatedWorker worker;

    JdkEngine(RenderLimits limits, Path temporary) {
        this.worker = new IsolatedWorker(
                JdkRenderTask.class,
                new WorkerLimits(limits.processes(), limits.heapMegabytes(), limits.time(), ANSWER_BYTES, IDLE),
                temporary);
    }

    @Override
    public Set<ImageFormat> formats() {
        return FORMATS;
    }

    @Override
    public List<Rendering> render(List<ExaminedImage> images, Set<PreviewSize> sizes, ScratchFolder scratch)
            throws IOException, InterruptedException {
        var calls = new ArrayList<Callable<Rendering>>();
        for (var image : images) {
            calls.add(() -> render(image, sizes));
        }
        return ParallelCalls.all(calls);
    }

    private Rendering render(ExaminedImage image, Set<PreviewSize> sizes) throws IOException, InterruptedException {
        return switch (worker.ask(new JdkRenderTask.Request(image, sizes).encoded())) {
            case Reply.Answered answered -> rendering(image, sizes, answered.answer());
            case Reply.TimedOut _ -> Rendering.Refused.because(RefusalReason.TIMEOUT);
            case Reply.OutOfMemory _ -> Rendering.Refused.because(RefusalReason.OUT_OF_MEMORY);
            case Reply.Failed _, Reply.Crashed _ -> Rendering.Refused.because(RefusalReason.DAMAGED);
        };
    }

    private static Rendering rendering(ExaminedImage image, Set<PreviewSize> sizes, byte[] answer) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(answer))) {
            if (!in.readBoolean()) {
                return Rendering.Refused.because(RefusalReason.valueOf(in.readUTF()));
            }
            var jpegs = new EnumMap<PreviewSize, byte[]>(PreviewSize.class);
            for (var size : sizes) {
                jpegs.put(size, in.readNBytes(in.readInt()));
            }
            var header = image.header();
            return new Rendering.Rendered(
                    image.format(),
                    jpegs,
                    header.upright().width(),
                    header.upright().height(),
                    header.orientation());
        }
    }

    @Override
    public void close() {
        worker.close();
    }
}
