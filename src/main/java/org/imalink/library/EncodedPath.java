package org.imalink.library;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * File names as they are written down: each byte that is not a plain character as {@code %XX}, so that any name the file
 * system can hold, valid text or not, becomes text and comes back byte by byte, whatever the server's locale. Thread-safe.
 */
public final class EncodedPath {
    private EncodedPath() {}

    /** The encoded absolute path, without a slash at its end (the root folder is {@code /}). */
    public static String of(Path path) {
        var encoded = path.toAbsolutePath().normalize().toUri().getRawPath();
        return encoded.length() > 1 && encoded.endsWith("/") ? encoded.substring(0, encoded.length() - 1) : encoded;
    }

    /** The encoded absolute path of what a person or a program wrote as text; the text is taken as UTF-8. */
    public static String ofText(String absolute) {
        return of(toPath(encode(absolute)));
    }

    /**
     * The path below a folder, with {@code /} between names; empty for the folder itself.
     *
     * @throws IllegalArgumentException when the path does not lie in the folder; both are encoded and absolute
     */
    public static String below(String folder, String path) {
        if (!contains(folder, path)) {
            throw new IllegalArgumentException(path + " does not lie in " + folder);
        }
        return path.equals(folder) ? "" : path.substring(folder.equals("/") ? 1 : folder.length() + 1);
    }

    /** Whether a path is the folder itself or lies below it; both are encoded and absolute. */
    public static boolean contains(String folder, String path) {
        return path.equals(folder) || path.startsWith(folder.equals("/") ? "/" : folder + "/");
    }

    /** The encoded path of something below a folder. */
    public static String join(String folder, String below) {
        if (folder.isEmpty() || below.isEmpty()) {
            return folder + below;
        }
        return folder.endsWith("/") ? folder + below : folder + "/" + below;
    }

    /** The path of an encoded absolute path. */
    public static Path toPath(String absolute) {
        return Path.of(URI.create("file://" + absolute));
    }

    /**
     * The names of an encoded path below a folder, from the outermost to the innermost.
     *
     * @throws IllegalArgumentException when one of them would lead elsewhere: empty, {@code .}, {@code ..} or with a slash
     */
    static List<Path> names(String below) {
        return Arrays.stream(below.split("/", -1)).map(EncodedPath::name).toList();
    }

    private static Path name(String encoded) {
        var path = toPath("/" + encoded);
        if (path.getNameCount() != 1 || encoded.isEmpty()) {
            throw new IllegalArgumentException("Not one name: " + encoded);
        }
        var name = path.getFileName();
        if (name.equals(Path.of(".")) || name.equals(Path.of(".."))) {
            throw new IllegalArgumentException("Not a name: " + encoded);
        }
        return name;
    }

    /** The path as text for people; bytes that are no UTF-8 become U+FFFD. */
    public static String text(String encoded) {
        var bytes = new byte[encoded.length()];
        int length = 0;
        for (int i = 0; i < encoded.length(); i++) {
            if (encoded.charAt(i) == '%') {
                bytes[length++] = (byte) Integer.parseInt(encoded, i + 1, i + 3, 16);
                i += 2;
            } else {
                bytes[length++] = (byte) encoded.charAt(i);
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** The last name of an encoded path as text for people. */
    public static String lastName(String encoded) {
        return text(encoded.substring(encoded.lastIndexOf('/') + 1));
    }

    /**
     * Orders encoded paths as a walk meets them: a folder before what is in it, and everything in a folder together.
     */
    public static int compare(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            int difference = rank(left.charAt(i)) - rank(right.charAt(i));
            if (difference != 0) {
                return difference;
            }
        }
        return left.length() - right.length();
    }

    /** The separator sorts before every character that a name can have. */
    private static int rank(char character) {
        return character == '/' ? 0 : character;
    }

    private static String encode(String text) {
        var encoded = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            if (each == 0) {
                throw new IllegalArgumentException("A path cannot hold the character NUL.");
            }
            if (each == '/') {
                encoded.append('/');
            } else {
                encoded.append('%').append(String.format("%02X", each));
            }
        }
        return encoded.toString();
    }
}
