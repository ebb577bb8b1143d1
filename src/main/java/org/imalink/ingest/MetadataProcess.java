package org.imalink.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.imalink.operation.isolated.IsolatedTask;
import org.imalink.operation.isolated.IsolatedWorker;
import org.imalink.operation.isolated.Reply;
import org.imalink.operation.isolated.WorkerLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads metadata outside the server's process, with limits on memory and time. A file that breaks the reader costs no other
 * file anything; a process that ended may have been ended by something else, so that another one tries once more.
 * Thread-safe.
 */
final class MetadataProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MetadataProcess.class);
    private static final int HEAP_MEGABYTES = 128;
    private static final Duration TIME = Duration.ofSeconds(20);
    private static final int ANSWER_BYTES = 1024 * 1024;
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final IsolatedWorker worker;

    /**
     * @param processes at most
     * @param temporary an existing folder
     */
    MetadataProcess(int processes, Path temporary) {
        this(MetadataTask.class, processes, temporary);
    }

    /** The same by another reader. */
    MetadataProcess(Class<? extends IsolatedTask> reader, int processes, Path temporary) {
        var limits = new WorkerLimits(processes, HEAP_MEGABYTES, TIME, ANSWER_BYTES, IDLE);
        this.worker = new IsolatedWorker(reader, limits, temporary);
    }

    /**
     * Reads a file whose name is our own.
     *
     * @return empty when it breaks the reader
     * @throws IOException when no process can be started
     */
    Optional<ImageMetadata> read(Path workingCopy) throws IOException, InterruptedException {
        return ask(workingCopy.toString());
    }

    /**
     * Reads an XMP file whose name is our own.
     *
     * @return empty when it is none, or breaks the reader
     * @throws IOException when no process can be started
     */
    Optional<ImageMetadata> readSidecar(Path workingCopy) throws IOException, InterruptedException {
        return ask(MetadataTask.SIDECAR + workingCopy);
    }

    private Optional<ImageMetadata> ask(String request) throws IOException, InterruptedException {
        var bytes = request.getBytes(StandardCharsets.UTF_8);
        var reply = worker.ask(bytes);
        return switch (hasEnded(reply) ? worker.ask(bytes) : reply) {
            case Reply.Answered(var answer) -> understood(answer);
            case Reply.Failed(var failure, var message) -> nothing(failure + ": " + message);
            case Reply.TimedOut(var limit) -> nothing("it took longer than " + limit);
            case Reply.OutOfMemory() -> nothing("it took too much memory");
            case Reply.Crashed(var detail) -> nothing(detail);
        };
    }

    private static Optional<ImageMetadata> understood(byte[] answer) {
        try {
            return Optional.of(MetadataAnswer.decoded(answer));
        } catch (IOException e) {
            return nothing(String.valueOf(e.getMessage()));
        }
    }

    private static boolean hasEnded(Reply reply) {
        return switch (reply) {
            case Reply.TimedOut _, Reply.OutOfMemory _, Reply.Crashed _ -> true;
            case Reply.Answered _, Reply.Failed _ -> false;
        };
    }

    private static Optional<ImageMetadata> nothing(String why) {
        LOG.warn("The metadata of a file cannot be read: {}", why);
        return Optional.empty();
    }

    @Override
    public void close() {
        worker.close();
    }
}
