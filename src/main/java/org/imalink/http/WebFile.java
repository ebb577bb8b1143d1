package org.imalink.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * One file of the web client or of the documentation, compressed once. Immutable.
 *
 * @param gzip empty where compressing does not pay
 */
record WebFile(String type, byte[] bytes, Optional<byte[]> gzip, String tag, String cacheControl) {
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"));

    /** Vite puts what has a hash in its name here. */
    private static final String HASHED = "/assets/";

    private static final int WORTH_COMPRESSING_BYTES = 1024;

    static WebFile of(String path, byte[] bytes) {
        var suffix = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        var type = TYPES.getOrDefault(suffix, "application/octet-stream");
        boolean text = type.startsWith("text/") || type.contains("json") || type.contains("svg");
        return new WebFile(
                type,
                bytes,
                text && bytes.length >= WORTH_COMPRESSING_BYTES ? Optional.of(compress(bytes)) : Optional.empty(),
                EntityTag.of(bytes),
                path.startsWith(HASHED) ? "public, max-age=31536000, immutable" : "no-cache");
    }

    /** What a client says that it accepts, by its header Accept-Encoding. */
    static boolean acceptsGzip(@Nullable String accepted) {
        return accepted != null && accepted.contains("gzip");
    }

    Answer answer(boolean acceptsGzip) {
        var compressed = acceptsGzip ? gzip : Optional.<byte[]>empty();
        var answer = Answer.bytes(type, compressed.orElse(bytes))
                .with("Cache-Control", cacheControl)
                .with("Vary", "Accept-Encoding, Origin");
        // Other bytes need another tag.
        return compressed.isEmpty()
                ? answer.with("ETag", tag)
                : answer.with("Content-Encoding", "gzip").with("ETag", tag.replaceFirst("\"$", "-gzip\""));
    }

    private static byte[] compress(byte[] bytes) {
        var compressed = new ByteArrayOutputStream(bytes.length / 2);
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
