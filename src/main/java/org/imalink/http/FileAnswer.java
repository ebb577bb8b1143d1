package org.imalink.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Answers with an open file, or the parts of it that were asked for.
 *
 * @param tag strong, in quotes
 * @param size bytes
 * @param opened what is closed when the answer has been sent
 */
record FileAnswer(String contentType, String tag, long size, SeekableByteChannel channel, Closeable opened) {
    private static final int BUFFER_BYTES = 1 << 16;

    /**
     * @param range the header {@code Range}
     * @param ifRange the header {@code If-Range}: parts are wanted only while the file has this tag
     */
    Answer answer(@Nullable String range, @Nullable String ifRange) {
        boolean same = ifRange == null || ifRange.equals(tag);
        var answer = switch (RequestedRanges.parse(same ? range : null, size)) {
            case RequestedRanges.Whole() -> whole();
            case RequestedRanges.Some(var ranges) when ranges.size() == 1 -> part(ranges.getFirst());
            case RequestedRanges.Some(var ranges) -> parts(ranges);
            case RequestedRanges.Unsatisfiable() -> unsatisfiable();
        };
        return answer.with("Accept-Ranges", "bytes").with("ETag", tag);
    }

    private Answer whole() {
        return content(200, size, out -> copy(new ByteRange(0, size - 1), out)).with("Content-Type", contentType);
    }

    private Answer part(ByteRange range) {
        return content(206, range.length(), out -> copy(range, out))
                .with("Content-Type", contentType)
                .with("Content-Range", range.of(size));
    }

    /** Several parts, each with a head of its own (RFC 9110, section 14.6). */
    private Answer parts(List<ByteRange> ranges) {
        var boundary = "imalink-" + UUID.randomUUID();
        var end = ("\r\n--" + boundary + "--\r\n").getBytes(ISO_8859_1);
        long length = end.length
                + ranges.stream()
                        .mapToLong(range -> head(range, boundary).length + range.length())
                        .sum();
        return content(206, length, out -> {
                    for (var range : ranges) {
                        out.write(head(range, boundary));
                        copy(range, out);
                    }
                    out.write(end);
                })
                .with("Content-Type", "multipart/byteranges; boundary=" + boundary);
    }

    private byte[] head(ByteRange range, String boundary) {
        return ("\r\n--" + boundary + "\r\nContent-Type: " + contentType + "\r\nContent-Range: " + range.of(size)
                        + "\r\n\r\n")
                .getBytes(ISO_8859_1);
    }

    private Answer unsatisfiable() {
        var refusal = Failure.of(
                        416,
                        Problem.RANGE_NOT_SATISFIABLE,
                        "The file has " + size + " bytes; the range lies behind them.")
                .with("Content-Range", "bytes */" + size)
                .answer();
        return refusal.content(new Content.Closing(refusal.content(), opened));
    }

    private Answer content(int status, long length, Content.Source source) {
        return Answer.of(status, new Content.Closing(new Content.Measured(length, source), opened));
    }

    private void copy(ByteRange range, OutputStream out) throws IOException {
        var buffer = ByteBuffer.allocate(BUFFER_BYTES);
        channel.position(range.first());
        long left = range.length();
        while (left > 0) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), left));
            int read = channel.read(buffer);
            if (read < 0) {
                // Ends the connection, so that the client does not take half a file for a whole one.
                throw new EOFException("The file became shorter while it was being sent");
            }
            out.write(buffer.array(), 0, read);
            left -= read;
        }
    }
}
