package org.imalink.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.imalink.operation.Sha256;
import tools.jackson.databind.JsonNode;

/**
 * Answers of a server as texts that can be held against those of another one which was asked the same: whatever a server
 * chose itself is named by the order in which it appeared, and moments of the present are all the same.
 */
final class AnswerMask {
    private static final Pattern CHOSEN = Pattern.compile(
            "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(imalink_\\d{8}_\\d{6}|\\d{4}-\\d\\d-\\d\\d)_[0-9a-f]{8}");
    private static final Pattern MOMENT =
            Pattern.compile("20(2[6-9]|[3-9]\\d)-\\d\\d-\\d\\d([T ]\\d\\d:\\d\\d(:\\d\\d)?[.\\d]*Z?)?");
    private static final Pattern NUMBER_IN_TEXT = Pattern.compile("(?i)\\b(id|author|session|file|job) \\d+");

    /** Those that differ without telling anybody anything: moments, and the lengths of numbers. */
    private static final List<String> LEFT_OUT = List.of("date", "content-length");

    /** Of fields that name something by its number: what. */
    private static final Map<String, String> NAMING = Map.of(
            "author_id", "author",
            "default_author_id", "author",
            "import_session_id", "session",
            "import_sessions", "session",
            "job_id", "job");

    /** Of fields whose objects have a number of their own: what they are. */
    private static final Map<String, String> NAMED = Map.of("author", "author", "files", "file");

    private final String folder;
    private final Map<String, Map<String, String>> names = new HashMap<>();

    /** @param folder under which the server keeps its files */
    AnswerMask(String folder) {
        this.folder = folder;
    }

    /** @param kind what has the numbers that the answer gives without saying of what they are */
    String text(String kind, Client.Reply reply) {
        var headers = new TreeMap<>(reply.response().headers().map());
        headers.keySet().removeAll(LEFT_OUT);
        headers.computeIfPresent("etag", (header, values) -> List.of(named("etag", values.toString())));
        return reply.status() + " " + masked(headers.toString()) + " " + body(kind, reply);
    }

    private String body(String kind, Client.Reply reply) {
        var type = String.valueOf(reply.header("content-type"));
        if (!type.equals("application/json") || reply.bytes().length == 0) {
            return type.startsWith("text/") ? masked(reply.text()) : Sha256.of(reply.bytes());
        }
        var text = new StringBuilder();
        write(text, kind, "", reply.json());
        return text.toString();
    }

    /**
     * @param kind what an {@code id} of an object here is of
     * @param field in which the value stands, also where it stands in a list
     */
    private void write(StringBuilder text, String kind, String field, JsonNode value) {
        if (value.isObject()) {
            var inside = NAMED.getOrDefault(field, kind);
            text.append('{');
            value.forEachEntry((name, entry) -> {
                text.append('"').append(name).append("\":");
                boolean isAuthor = name.equals("value") && value.path("name").isString();
                write(text, inside, isAuthor ? "author_id" : name, entry);
                text.append(',');
            });
            text.append('}');
        } else if (value.isArray()) {
            text.append('[');
            value.forEach(entry -> {
                write(text, kind, field, entry);
                text.append(',');
            });
            text.append(']');
        } else if (value.isNull() || !(field.equals("id") || NAMING.containsKey(field))) {
            text.append(masked(value.toString()));
        } else {
            text.append(named(field.equals("id") ? kind : NAMING.get(field), value.asString()));
        }
    }

    private String masked(String text) {
        var plain = CHOSEN.matcher(text.replace(folder, "FOLDER")).replaceAll(found -> named("chosen", found.group()));
        plain = MOMENT.matcher(plain).replaceAll("THEN");
        return NUMBER_IN_TEXT.matcher(plain).replaceAll("$1 N");
    }

    private String named(String kind, String value) {
        var known = names.computeIfAbsent(kind, any -> new HashMap<>());
        return known.computeIfAbsent(value, any -> "(" + kind + " " + (known.size() + 1) + ")");
    }
}
