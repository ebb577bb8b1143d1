package org.imalink.ingest.legacy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.imalink.operation.Progress;
import org.imalink.operation.RefusedException;
import org.imalink.operation.Sha256;
import org.imalink.operation.isolated.ScratchFolder;

/**
 * A copy of the old database to work on, so that nothing is ever written to the old one. What SQLite had not finished when
 * the old server was stopped lies in files beside it (a rollback journal or a write-ahead log); they are copied too, and it
 * is the copy in which SQLite finishes.
 */
final class LegacyCopy implements AutoCloseable {
    /** The shared memory of a write-ahead log is left out: it is made anew from the log. */
    private static final List<String> COMPANIONS = List.of("-journal", "-wal");

    private static final String NAME = "imalink.db";

    private final Path source;
    private final ScratchFolder folder;
    private final List<State> copied;
    private final String sha256;

    private LegacyCopy(Path source, ScratchFolder folder, List<State> copied, String sha256) {
        this.source = source;
        this.folder = folder;
        this.copied = copied;
        this.sha256 = sha256;
    }

    /** A file as it looks from outside. */
    private record State(Path file, long size, FileTime modified) {}

    /**
     * Copies.
     *
     * @param source free of links
     * @param temporary an existing folder for this alone; what a killed adoption left there is deleted
     * @throws RefusedException when the old database is being written to, or there is no room for the copy
     */
    static LegacyCopy of(Path source, Path temporary, Progress progress) {
        progress.report("Copying the old database", 0, 0);
        try {
            ScratchFolder.deleteLeftovers(temporary);
            refuseWithoutRoom(source, temporary);
            var folder = ScratchFolder.below(temporary);
            try {
                var before = states(source);
                var digest = Sha256.digest();
                for (var state : before) {
                    var name = NAME
                            + state.file()
                                    .toString()
                                    .substring(source.toString().length());
                    copy(
                            state.file(),
                            folder.path().resolve(name),
                            state.file().equals(source) ? digest : Sha256.digest());
                }
                var copy = new LegacyCopy(source, folder, before, HexFormat.of().formatHex(digest.digest()));
                if (copy.sourceHasChanged()) {
                    throw new RefusedException(source + " is being written to. Stop the old server, then adopt again.");
                }
                return copy;
            } catch (IOException | RuntimeException e) {
                folder.close();
                throw e;
            }
        } catch (IOException e) {
            throw new RefusedException("%s cannot be copied: %s.".formatted(source, e.getMessage()), e);
        }
    }

    private static void refuseWithoutRoom(Path source, Path temporary) throws IOException {
        long needed = states(source).stream().mapToLong(State::size).sum();
        long room = Files.getFileStore(temporary).getUsableSpace();
        if (room < needed) {
            throw new RefusedException(
                    "There is no room in %s: adopting works on a copy of %d MB, and %d MB are free. Make room or choose another folder with --data."
                            .formatted(temporary, needed >> 20, room >> 20));
        }
    }

    private static void copy(Path from, Path to, MessageDigest digest) throws IOException {
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(to), digest)) {
            Files.copy(from, out);
        }
    }

    private static List<State> states(Path source) throws IOException {
        var states = new ArrayList<State>();
        states.add(state(source));
        for (var companion : COMPANIONS) {
            var file = source.resolveSibling(source.getFileName() + companion);
            if (Files.exists(file)) {
                states.add(state(file));
            }
        }
        return states;
    }

    private static State state(Path file) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new State(file, attributes.size(), attributes.lastModifiedTime());
    }

    Path file() {
        return folder.path().resolve(NAME);
    }

    /** Of the database file without its companions, lower-case hex. */
    String sha256OfSource() {
        return sha256;
    }

    /** In bytes, without its companions. */
    long sizeOfSource() {
        return copied.getFirst().size();
    }

    /** Whether somebody has written to the old database since it was copied. */
    boolean sourceHasChanged() {
        try {
            return !states(source).equals(copied);
        } catch (IOException e) {
            return true;
        }
    }

    /** A scratch file for what is set aside. */
    Path scratch(String name) {
        return folder.path().resolve(name);
    }

    @Override
    public void close() {
        try {
            folder.close();
        } catch (IOException e) {
            throw new RefusedException(
                    "The working copy %s cannot be deleted: %s.".formatted(folder.path(), e.getMessage()), e);
        }
    }
}
