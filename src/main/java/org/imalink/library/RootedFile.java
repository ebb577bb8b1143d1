package org.imalink.library;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A regular file that lies below a folder, opened for reading. The way from the folder to the file is taken name by name,
 * each relative to the open folder before it, and no link is followed: whoever exchanges a part of the way for a link while
 * the file is being opened gets an error, not another file. The folder itself must be free of links too. Not thread-safe.
 */
public final class RootedFile implements AutoCloseable {
    private final SecureDirectoryStream<Path> folder;
    private final Path name;
    private final SeekableByteChannel channel;
    private final BasicFileAttributes attributes;

    private RootedFile(
            SecureDirectoryStream<Path> folder,
            Path name,
            SeekableByteChannel channel,
            BasicFileAttributes attributes) {
        this.folder = folder;
        this.name = name;
        this.channel = channel;
        this.attributes = attributes;
    }

    /**
     * Opens a file.
     *
     * @param root absolute, as {@link EncodedPath} writes it
     * @param path below the root, as {@link EncodedPath} writes it
     * @throws IllegalArgumentException when the path leads out of the root by its names
     * @throws IOException when a part of the way, the root included, is missing, unreadable or a link, or when the
     *     file is not a regular file
     */
    public static RootedFile open(String root, String path) throws IOException {
        var names = EncodedPath.names(path);
        var start = EncodedPath.toPath(root);
        if (!start.toRealPath().equals(start)) {
            throw new FileSystemException(root, null, "the folder is, or leads over, a link now");
        }
        var folder = secure(start);
        try {
            for (var name : names.subList(0, names.size() - 1)) {
                var inner = folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
                folder.close();
                folder = inner;
            }
            return open(folder, names.getLast());
        } catch (IOException | RuntimeException e) {
            close(folder, e);
            throw e;
        }
    }

    private static RootedFile open(SecureDirectoryStream<Path> folder, Path name) throws IOException {
        var attributes = attributes(folder, name);
        // Asked before it is opened: opening a named pipe would wait for somebody to write to it.
        if (!attributes.isRegularFile()) {
            throw new IOException(name + " is not a regular file");
        }
        var channel = folder.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        return new RootedFile(folder, name, channel, attributes);
    }

    private static SecureDirectoryStream<Path> secure(Path folder) throws IOException {
        var stream = Files.newDirectoryStream(folder);
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        stream.close();
        throw new IOException("This operating system has no safe way to open files below a folder.");
    }

    private static BasicFileAttributes attributes(SecureDirectoryStream<Path> folder, Path name) throws IOException {
        return folder.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
    }

    private static void close(SecureDirectoryStream<Path> folder, Exception failure) {
        try {
            folder.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** The bytes; closed with this. */
    public SeekableByteChannel channel() {
        return channel;
    }

    /** Size and times just before the file was opened. */
    public BasicFileAttributes attributes() {
        return attributes;
    }

    /** Whether the same file still lies there with the size and the time it had when it was opened. */
    public boolean isUnchanged() throws IOException {
        var now = attributes(folder, name);
        return now.size() == attributes.size()
                && now.lastModifiedTime().equals(attributes.lastModifiedTime())
                && sameFile(now.fileKey(), attributes.fileKey());
    }

    private static boolean sameFile(@Nullable Object left, @Nullable Object right) {
        return left == null || left.equals(right);
    }

    @Override
    public void close() throws IOException {
        try (folder) {
            channel.close();
        }
    }
}
