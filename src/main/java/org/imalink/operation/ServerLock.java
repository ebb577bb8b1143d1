package org.imalink.operation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds a library against other processes, and tells them who holds it. The operating system lets go when the process
 * ends, however it ends: a file that was left behind is no obstacle. Thread-safe.
 */
public final class ServerLock implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST = 4096;

    /** Closing any other channel to the file would release this process's lock too, so it never opens a second one. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;
    private final Holder holder;

    private ServerLock(Path file, FileChannel channel, Holder holder) {
        this.file = file;
        this.channel = channel;
        this.holder = holder;
    }

    /**
     * Who holds a library.
     *
     * @param address where it serves; null for a command that only works on the library, and until the server listens
     */
    public record Holder(long pid, String command, @Nullable URI address, Instant started) {
        /** For people: {@code process 123 serving http://127.0.0.1:8000 since 2026-11-22T10:00:00Z}. */
        public String description() {
            var what = address == null ? "running \"" + command + "\"" : "serving " + address;
            return "process " + pid + " " + what + " since " + started;
        }
    }

    /**
     * Takes the lock.
     *
     * @param command what this process does, as a person typed it
     * @throws RefusedException when another process has it, naming that process, or the file cannot be written
     */
    public static ServerLock acquire(Path file, String command) {
        var place = file.toAbsolutePath().normalize();
        if (!HELD_HERE.add(place)) {
            throw new RefusedException("The library " + libraryOf(place) + " is held by this process already.");
        }
        try {
            var channel = lock(place);
            if (channel == null) {
                throw held(place);
            }
            var started = Instant.ofEpochSecond(Instant.now().getEpochSecond());
            var lock = new ServerLock(
                    place, channel, new Holder(ProcessHandle.current().pid(), command, null, started));
            lock.write(lock.holder);
            return lock;
        } catch (IOException e) {
            HELD_HERE.remove(place);
            throw new RefusedException("The lock " + place + " cannot be written: " + e.getMessage(), e);
        } catch (RefusedException e) {
            HELD_HERE.remove(place);
            throw e;
        }
    }

    private static RefusedException held(Path file) {
        var who = read(file).map(Holder::description).orElse("another process");
        return new RefusedException(
                "The library %s is held by %s. Stop it first, or choose another library with --data."
                        .formatted(libraryOf(file), who));
    }

    /** Who holds the library just now; empty when nobody does, or does so in this process. */
    public static Optional<Holder> holder(Path file) {
        var place = file.toAbsolutePath().normalize();
        if (HELD_HERE.contains(place) || !Files.exists(place)) {
            return Optional.empty();
        }
        try (var channel = lock(place)) {
            return channel == null ? read(place) : Optional.empty();
        } catch (IOException e) {
            throw new RefusedException("The lock " + place + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Tells other processes where the library is served. */
    public void announce(URI address) {
        try {
            write(new Holder(holder.pid(), holder.command(), address, holder.started()));
        } catch (IOException e) {
            throw new RefusedException("The lock " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static @Nullable FileChannel lock(Path file) throws IOException {
        var channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                OwnerOnly.permissions(file, "rw-------"));
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            return null;
        }
        channel.close();
        return null;
    }

    /** Padded with spaces, so that one write replaces what was there and a reader never sees half of it. */
    private synchronized void write(Holder current) throws IOException {
        var padded = new byte[512];
        Arrays.fill(padded, (byte) ' ');
        var json = JSON.writeValueAsBytes(current);
        if (json.length >= padded.length) {
            padded = Arrays.copyOf(json, json.length + 1);
        }
        System.arraycopy(json, 0, padded, 0, json.length);
        padded[padded.length - 1] = '\n';
        channel.write(ByteBuffer.wrap(padded), 0);
        channel.truncate(padded.length);
    }

    private static Optional<Holder> read(Path file) {
        try (var in = Files.newInputStream(file)) {
            return Optional.of(JSON.readValue(in.readNBytes(LONGEST), Holder.class));
        } catch (IOException | JacksonException e) {
            // Taken a moment ago and not yet described; that it is held is known without.
            return Optional.empty();
        }
    }

    private static String libraryOf(Path file) {
        var name = file.toString();
        return name.endsWith(".lock") ? name.substring(0, name.length() - ".lock".length()) : name;
    }

    /** Lets go. The file stays: deleting it could take away the lock of a process that has just opened it. */
    @Override
    public void close() {
        try {
            channel.truncate(0);
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD_HERE.remove(file);
        }
    }
}
