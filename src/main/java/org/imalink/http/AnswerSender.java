package org.imalink.http;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Puts an answer on the wire: conditional requests, lengths, and how long copies may be kept. */
final class AnswerSender {
    /** For what depends on who asks: kept by their browser alone, and never used without asking again. */
    static final String REVALIDATED = "private, no-cache";

    /** For what can never change. */
    static final String IMMUTABLE = "private, max-age=31536000, immutable";

    private static final String VARY = "Authorization, Cookie, Origin";

    private AnswerSender() {}

    static void send(Context context, Answer answer) throws IOException {
        boolean ends = "close".equals(answer.headers().get("Connection"));
        if (!ends) {
            UnreadBody.skip(context);
        }
        context.status(answer.status());
        context.header("Cache-Control", REVALIDATED);
        context.header("Vary", VARY);
        answer.headers().forEach(context::header);
        answer.cookies().forEach(cookie -> context.res().addHeader("Set-Cookie", cookie.header()));
        send(context, answer.status(), answer.content());
        if (ends) {
            UnreadBody.linger(context);
        }
    }

    private static void send(Context context, int status, Content content) throws IOException {
        switch (content) {
            case Content.Json(var body) -> {
                var buffer = new ByteArrayOutputStream(4096);
                Json.write(buffer, body);
                var bytes = buffer.toByteArray();
                if (status == 200 && EntityTag.isRead(context)) {
                    context.header("ETag", EntityTag.of(bytes));
                }
                sendWhole(context, bytes);
            }
            case Content.Whole(var bytes) -> sendWhole(context, bytes);
            case Content.Measured(var length, var source) -> {
                if (!notModified(context)) {
                    context.res().setContentLengthLong(length);
                    if (!context.req().getMethod().equals("HEAD")) {
                        source.writeTo(context.res().getOutputStream());
                    }
                }
            }
            case Content.Closing(var inner, var opened) -> {
                try (opened) {
                    send(context, status, inner);
                }
            }
            case Content.Endless(var source) -> source.writeTo(context.res().getOutputStream());
        }
    }

    private static void sendWhole(Context context, byte[] bytes) throws IOException {
        if (context.statusCode() == 304 || notModified(context)) {
            return;
        }
        context.res().setContentLengthLong(bytes.length);
        if (!context.req().getMethod().equals("HEAD")) {
            context.res().getOutputStream().write(bytes);
        }
    }

    /** Answers 304 when the client's copy is still right. */
    private static boolean notModified(Context context) {
        var tag = context.res().getHeader("ETag");
        if (context.statusCode() != 200 || tag == null || !EntityTag.isRead(context)) {
            return false;
        }
        if (!EntityTag.matches(context.header("If-None-Match"), tag)) {
            return false;
        }
        context.status(304);
        context.removeHeader("Content-Type");
        context.removeHeader("Content-Disposition");
        return true;
    }
}
