package org.imalink.operation;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.opentest4j.TestAbortedException;

/**
 * A real file system of a few megabytes, mounted where only the processes see it that are started by it; so no test needs
 * to be root.
 */
public final class SmallDisk implements AutoCloseable {
    private static final int FIRST_STEP = 1 << 20;

    private final Process holder;
    private final Path folder;

    private SmallDisk(Process holder, Path folder) {
        this.holder = holder;
        this.folder = folder;
    }

    /**
     * Mounts it on a folder.
     *
     * @param folder an existing one
     * @throws TestAbortedException where ordinary users may not mount anything
     */
    public static SmallDisk on(Path folder, int megabytes) throws IOException {
        var holder = new ProcessBuilder(
                        "unshare",
                        "--user",
                        "--map-root-user",
                        "--mount",
                        "sh",
                        "-c",
                        "mount -t tmpfs -o size=\"$1\"m small-disk \"$2\" && echo mounted && exec cat",
                        "sh",
                        String.valueOf(megabytes),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        var said = firstLine(holder.inputReader());
        if (!"mounted".equals(said)) {
            throw new TestAbortedException("No small disk can be mounted here: " + said);
        }
        return new SmallDisk(holder, folder);
    }

    private static String firstLine(BufferedReader output) {
        try {
            return output.readLine();
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    /** The beginning of a command whose process sees the disk. */
    public List<String> starter() {
        return List.of("nsenter", "--preserve-credentials", "--user", "--mount", "--target", "" + holder.pid(), "--");
    }

    /** A file on the disk, for this process, which sees it elsewhere. */
    public Path file(String name) {
        return Path.of("/proc/" + holder.pid() + "/root" + folder).resolve(name);
    }

    /** Fills it to the last byte but so many. */
    public void fill(int left) throws IOException {
        var reserve = Files.write(file("reserve"), new byte[left]);
        try (var channel = FileChannel.open(
                file("ballast"), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            var step = ByteBuffer.allocate(FIRST_STEP);
            while (step.capacity() > 0) {
                try {
                    while (channel.write(step.clear()) > 0) {
                        // Until it is full.
                    }
                } catch (IOException full) {
                    step = ByteBuffer.allocate(step.capacity() / 2);
                }
            }
        }
        Files.delete(reserve);
    }

    /** Deletes what filled it. */
    public void free() throws IOException {
        Files.delete(file("ballast"));
    }

    /** What still runs on it is killed by whoever started it. */
    @Override
    public void close() {
        holder.destroyForcibly();
    }
}
