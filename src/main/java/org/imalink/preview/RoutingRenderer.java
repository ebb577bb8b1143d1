package org.imalink.preview;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.imalink.operation.isolated.IsolatedWorker;
import org.imalink.operation.isolated.Reply;
import org.imalink.operation.isolated.ScratchFolder;
import org.jspecify.annotations.Nullable;

/** Looks at each file's header, refuses what exceeds the limits, and gives the rest to the first engine that can. */
final class RoutingRenderer implements PreviewRenderer {
    private final List<RenderEngine> engines;
    private final RawPreviews raws;
    private final IsolatedWorker hashes;
    private final RenderLimits limits;
    private final Path temporary;
    private final Optional<String> advice;
    private volatile boolean closed;

    RoutingRenderer(
            List<RenderEngine> engines,
            RawPreviews raws,
            IsolatedWorker hashes,
            RenderLimits limits,
            Path temporary,
            Optional<String> advice) {
        this.engines = engines;
        this.raws = raws;
        this.hashes = hashes;
        this.limits = limits;
        this.temporary = temporary;
        this.advice = advice;
    }

    @Override
    public Set<ImageFormat> formats() throws IOException, InterruptedException {
        var formats = EnumSet.of(ImageFormat.RAW);
        for (var engine : engines) {
            formats.addAll(engine.formats());
        }
        return Collections.unmodifiableSet(formats);
    }

    @Override
    public Optional<String> advice() {
        return advice;
    }

    @Override
    public List<Rendering> render(List<Path> sources, Set<PreviewSize> sizes) throws IOException, InterruptedException {
        if (closed) {
            throw new IllegalStateException("The renderer is closed");
        }
        var results = new @Nullable Rendering[sources.size()];
        try (var scratch = ScratchFolder.below(temporary)) {
            var images = new @Nullable ExaminedImage[sources.size()];
            var previews = new RawPreviews.Found.@Nullable Preview[sources.size()];
            var raw = new LinkedHashMap<Integer, Path>();
            for (int index = 0; index < images.length; index++) {
                switch (examine(sources.get(index), scratch)) {
                    case Examination.Passed passed -> images[index] = passed.image();
                    case Examination.Failed failed -> results[index] = failed.refusal();
                    case Examination.Raw(var link) -> raw.put(index, link);
                }
            }
            var found = raw.isEmpty() ? List.<RawPreviews.Found>of() : raws.extract(List.copyOf(raw.values()), scratch);
            int next = 0;
            for (int index : raw.keySet()) {
                switch (found.get(next++)) {
                    case RawPreviews.Found.None(var reason) -> results[index] = Rendering.Refused.because(reason);
                    case RawPreviews.Found.Preview preview -> {
                        previews[index] = preview;
                        switch (examine(preview.file(), scratch)) {
                            case Examination.Passed passed -> images[index] = passed.image();
                            case Examination.Failed failed -> results[index] = failed.refusal();
                            case Examination.Raw _ ->
                                results[index] = Rendering.Refused.because(RefusalReason.NO_PREVIEW);
                        }
                    }
                }
            }
            for (var engine : engines) {
                var mine = new ArrayList<Integer>();
                var batch = new ArrayList<ExaminedImage>();
                for (int index = 0; index < images.length; index++) {
                    var image = images[index];
                    if (image != null
                            && results[index] == null
                            && engine.formats().contains(image.format())) {
                        mine.add(index);
                        batch.add(image);
                    }
                }
                var renderings = batch.isEmpty() ? List.<Rendering>of() : engine.render(batch, sizes, scratch);
                for (int index = 0; index < renderings.size(); index++) {
                    var preview = previews[mine.get(index)];
                    results[mine.get(index)] =
                            preview == null ? renderings.get(index) : ofRaw(renderings.get(index), preview);
                }
            }
        }
        return Arrays.stream(results)
                .map(result -> result == null ? Rendering.Refused.because(RefusalReason.UNSUPPORTED) : result)
                .toList();
    }

    /** What was rendered is the preview; what it is the preview of is larger. */
    private static Rendering ofRaw(Rendering rendering, RawPreviews.Found.Preview found) {
        return switch (rendering) {
            case Rendering.Refused refused -> refused;
            case Rendering.Rendered rendered ->
                new Rendering.Rendered(
                        ImageFormat.RAW,
                        rendered.jpegs(),
                        found.preview().upright().width(),
                        found.preview().upright().height(),
                        found.preview().orientation(),
                        found.tool());
        };
    }

    private Examination examine(Path source, ScratchFolder scratch) throws IOException, InterruptedException {
        if (!Files.isRegularFile(source)) {
            return Examination.failed(RefusalReason.UNREADABLE);
        }
        ImageFormat format;
        ImageHeader header;
        try (var file = FileBytes.open(source)) {
            var sniffed = ImageFormat.sniff(file.head(ImageFormat.HEAD_BYTES));
            if (sniffed.isEmpty()) {
                return Examination.failed(file.size() == 0 ? RefusalReason.TRUNCATED : RefusalReason.UNSUPPORTED);
            }
            format = sniffed.get();
            header = ImageHeader.read(file, format);
        } catch (EOFException e) {
            return Examination.failed(RefusalReason.TRUNCATED);
        } catch (DamagedImageException e) {
            return Examination.failed(RefusalReason.DAMAGED);
        } catch (RawFileException e) {
            return new Examination.Raw(scratch.link(source));
        } catch (UnsupportedImageException e) {
            return new Examination.Failed(
                    new Rendering.Refused(RefusalReason.UNSUPPORTED, e.getMessage() + ", which cannot be shown."));
        } catch (ClosedByInterruptException e) {
            // It says nothing about the file.
            Thread.interrupted();
            throw new InterruptedException();
        } catch (IOException e) {
            return Examination.failed(RefusalReason.UNREADABLE);
        }
        if (header.stored().pixels() > limits.pixels()) {
            return new Examination.Failed(new Rendering.Refused(
                    RefusalReason.TOO_LARGE,
                    "The image declares %d x %d pixels; this server opens up to %d megapixels."
                            .formatted(
                                    header.stored().width(), header.stored().height(), limits.pixels() / 1_000_000)));
        }
        return new Examination.Passed(new ExaminedImage(scratch.link(source), format, header));
    }

    @Override
    public Optional<String> perceptualHash(byte[] image) throws IOException, InterruptedException {
        if (image.length > PerceptualHash.MAXIMUM_BYTES) {
            return Optional.empty();
        }
        return switch (hashes.ask(image)) {
            case Reply.Answered answered
            when answered.answer().length > 0 -> Optional.of(new String(answered.answer(), StandardCharsets.US_ASCII));
            case Reply.Answered _, Reply.Failed _, Reply.TimedOut _, Reply.OutOfMemory _, Reply.Crashed _ ->
                Optional.empty();
        };
    }

    @Override
    public void close() {
        closed = true;
        raws.close();
        hashes.close();
        engines.forEach(RenderEngine::close);
    }

    private sealed interface Examination {
        record Passed(ExaminedImage image) implements Examination {}

        record Raw(Path link) implements Examination {}

        record Failed(Rendering.Refused refusal) implements Examination {}

        static Examination failed(RefusalReason reason) {
            return new Failed(Rendering.Refused.because(reason));
        }
    }
}
