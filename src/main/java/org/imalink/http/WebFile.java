package org.imalink.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** One file of the web client or of the documentation, compressed once, when it is first asked for. Thread-safe. */
final class WebFile {
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

    private final String type;
    private final byte[] bytes;
    private final String tag;
    private final String cacheControl;
    private byte @Nullable [] compressed;

    private WebFile(String type, byte[] bytes, String tag, String cacheControl) {
        this.type = type;
        this.bytes = bytes;
        this.tag = tag;
        this.cacheControl = cacheControl;
    }

    static WebFile of(String path, byte[] bytes) {
        var suffix = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return new WebFile(
                TYPES.getOrDefault(suffix, "application/octet-stream"),
                bytes,
                EntityTag.of(bytes),
                path.startsWith(HASHED) ? "public, max-age=31536000, immutable" : "no-cache");
    }

    /** What a client says that it accepts, by its header Accept-Encoding. */
    static boolean acceptsGzip(@Nullable String accepted) {
        return accepted != null && accepted.contains("gzip");
    }

    Answer answer(boolean acceptsGzip) {
        boolean compressing = acceptsGzip && isWorthCompressing();
        var answer = Answer.bytes(type, compressing ? compressed() : bytes)
                .with("Cache-Control", cacheControl)
                .with("Vary", "Accept-Encoding, Origin");
        // Other bytes need another tag.
        return compressing
                ? answer.with("Content-Encoding", "gzip").with("ETag", tag.replaceFirst("\"$", "-gzip\""))
                : answer.with("ETag", tag);
    }

    private boolean isWorthCompressing() {
        boolean text = type.startsWith("text/") || type.contains("json") || type.contains("svg");
        return text && bytes.length >= WORTH_COMPRESSING_BYTES;
    }

    private synchronized byte[] compressed() {
        if (compressed == null) {
            compressed = compress(bytes);
        }
        return compressed;
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
