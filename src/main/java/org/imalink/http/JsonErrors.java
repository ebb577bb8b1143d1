package org.imalink.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers requests that are no HTTP, or too large in their head, in the words of the contract; they reach no route. */
final class JsonErrors extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        var problem = status == 503 ? Problem.UNAVAILABLE : Problem.BAD_REQUEST;
        var body = Json.text(out -> out.object(
                problem,
                (fields, kind) -> fields.field("detail", detail(status))
                        .field("type", kind.type())
                        .field("title", kind.title())));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.write(true, ByteBuffer.wrap(body.getBytes(UTF_8)), callback);
        return true;
    }

    private static @Nullable String detail(int status) {
        return status == 503 ? "The server is stopping." : HttpStatus.getMessage(status);
    }
}
