package org.imalink.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;

/** The body of an answer. */
sealed interface Content {
    /** A JSON body; it is written after the transaction has ended, and whole before the first byte is sent. */
    record Json(Consumer<JsonWriter> body) implements Content {}

    /** Bytes that are at hand. */
    record Whole(byte[] bytes) implements Content {}

    /** Bytes of a known number that are read while they are sent. */
    record Measured(long length, Source source) implements Content {}

    /** Content from something that is closed afterwards, also when nothing was sent. */
    record Closing(Content content, Closeable opened) implements Content {}

    /** Bytes that come as long as both sides want. */
    record Endless(Source source) implements Content {}

    /** Writes all bytes of a body. */
    interface Source {
        void writeTo(OutputStream out) throws IOException;
    }
}
