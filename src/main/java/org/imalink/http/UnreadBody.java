package org.imalink.http;

import io.javalin.http.Context;
import java.io.IOException;

/**
 * What a client sent and no route has read. Left where it is, it makes the server close the connection behind the answer
 * without saying so, and the next request that the client sends there fails.
 */
final class UnreadBody {
    /** More than this is not worth reading: the connection is closed, and the answer says so. */
    private static final int MOST_BYTES = 1 << 20;

    /** After the answer: as much as the largest upload that is refused, and a good part of what is larger. */
    private static final long MOST_BYTES_AFTER = 256L << 20;

    private static final int BUFFER_BYTES = 8192;

    private UnreadBody() {}

    /** Reads the rest of the body away, or announces that the connection ends with this answer. */
    static void skip(Context context) {
        var request = context.req();
        boolean hasBody = request.getContentLengthLong() > 0 || context.header("Transfer-Encoding") != null;
        if (hasBody && !isReadAway(context, MOST_BYTES)) {
            context.header("Connection", "close");
        }
    }

    /**
     * Sends the answer off and then reads on for a while. Closing a connection on which a client is still sending would
     * throw the answer away before the client has read it.
     */
    static void linger(Context context) throws IOException {
        context.res().flushBuffer();
        isReadAway(context, MOST_BYTES_AFTER);
    }

    private static boolean isReadAway(Context context, long most) {
        try {
            var body = context.req().getInputStream();
            var buffer = new byte[BUFFER_BYTES];
            long skipped = 0;
            while (!body.isFinished() && skipped <= most) {
                int read = body.read(buffer);
                if (read < 0) {
                    return true;
                }
                skipped += read;
            }
            return body.isFinished();
        } catch (IOException | IllegalStateException broken) {
            // The client went away, or sends what is no body; nothing follows on this connection.
            return false;
        }
    }
}
