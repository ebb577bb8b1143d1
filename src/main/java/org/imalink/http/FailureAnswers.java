package org.imalink.http;

import io.javalin.http.Context;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.io.EofException;
import org.imalink.account.AccountException;
import org.imalink.database.DatabaseUnavailableException;
import org.imalink.library.LibraryException;
import org.imalink.operation.BackupFailedException;
import org.imalink.operation.NoRoomException;
import org.imalink.operation.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Turns what was thrown into the answer that the contract has for it; nothing of the inside shows in it. */
final class FailureAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(FailureAnswers.class);
    private static final int LONGEST_ECHO = 2_000;

    private FailureAnswers() {}

    static Answer of(Throwable thrown, Context context) {
        return switch (thrown) {
            case Failure failure -> failure.answer();
            case InvalidRequest invalid -> invalid(invalid);
            case LibraryException.Missing missing ->
                Failure.of(404, message(missing)).answer();
            case LibraryException.Rejected rejected ->
                Failure.of(400, message(rejected)).answer();
            case LibraryException.Conflict conflict ->
                Failure.of(409, message(conflict)).answer();
            case AccountException account -> AccountFailures.of(account).answer();
            case DatabaseUnavailableException unavailable -> {
                LOG.warn("{} {}: {}", context.req().getMethod(), context.path(), causes(unavailable));
                yield unavailable(message(unavailable));
            }
            case Exception full
            when NoRoomException.isCauseOf(full) -> {
                LOG.warn("{} {}: {}", context.req().getMethod(), context.path(), causes(full));
                yield unavailable("The server's disk is full.");
            }
            case RefusedException refused ->
                Failure.of(409, Problem.REFUSED, message(refused))
                        .about(refused.refusal().orElse(null))
                        .answer();
            case BackupFailedException failed -> {
                LOG.error("{} {} failed", context.req().getMethod(), context.path(), failed);
                yield Failure.of(500, Problem.BACKUP_FAILED, message(failed)).answer();
            }
            case InterruptedException stopping -> unavailable("The server is stopping.");
            default -> unexpected(thrown, context);
        };
    }

    /** Whether the other side went away, so that there is nobody to answer. */
    static boolean isGone(Throwable thrown) {
        return thrown instanceof EofException;
    }

    private static Answer unavailable(String detail) {
        return Failure.unavailable(detail).answer();
    }

    private static Answer unexpected(Throwable thrown, Context context) {
        var reference = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        LOG.error("{} {} failed, reference {}", context.req().getMethod(), context.path(), reference, thrown);
        return Failure.of(500, "Internal Server Error")
                .with("Imalink-Reference", reference)
                .answer();
    }

    private static Answer invalid(InvalidRequest invalid) {
        return Answer.json(
                422,
                out -> out.object(
                        invalid.mistakes(),
                        (body, mistakes) -> body.array(
                                "detail", mistakes, (list, mistake) -> list.object(mistake, FailureAnswers::write))));
    }

    private static void write(JsonWriter out, Mistake mistake) {
        out.field("type", mistake.type());
        out.array("loc", mistake.location(), JsonWriter::tree);
        out.field("msg", mistake.message());
        out.json("input", echo(mistake.input()));
        if (!mistake.context().isEmpty()) {
            out.object("ctx", mistake.context(), (fields, context) -> context.forEach(fields::tree));
        }
    }

    /** What was sent, unless it is so long that the answer would be as large as the request. */
    private static String echo(JsonNode input) {
        var text = Json.text(input);
        return text.length() <= LONGEST_ECHO ? Characters.wellFormed(text) : "null";
    }

    private static String message(RuntimeException thrown) {
        return String.valueOf(thrown.getMessage());
    }

    private static String causes(Throwable thrown) {
        var text = new StringBuilder(String.valueOf(thrown.getMessage()));
        for (var cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
            text.append(" / ").append(cause.getMessage());
        }
        return text.toString();
    }
}
