package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** What is expected of answers, in the words of the contract. */
final class Replies {
    private Replies() {}

    /** An error of the single-user time: the detail and nothing else. */
    static void assertError(Client.Reply reply, int status, String detail) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.header("content-type")).isEqualTo("application/json");
        assertThat(reply.json())
                .isEqualTo(Json.read(Json.text(out -> out.object(detail, (o, d) -> o.field("detail", d)))));
    }

    /** An error that is new since: with type and title beside the detail. */
    static void assertProblem(Client.Reply reply, int status, Problem problem) {
        assertThat(names(reply.json())).as(reply.text()).containsExactly("detail", "type", "title");
        assertDetail(reply, status, problem);
    }

    /** A refusal on the way to several users and back: with what it is about, too. */
    static void assertRefused(Client.Reply reply, String code) {
        assertThat(names(reply.json())).as(reply.text()).containsExactly("detail", "type", "title", "reason");
        assertDetail(reply, 409, Problem.REFUSED);
        assertThat(reply.json().at("/reason/code").stringValue()).isEqualTo(code);
    }

    private static void assertDetail(Client.Reply reply, int status, Problem problem) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.header("content-type")).isEqualTo("application/json");
        assertThat(reply.json().get("detail").stringValue()).isNotBlank();
        assertThat(reply.json().get("type").stringValue()).isEqualTo(problem.type());
        assertThat(reply.json().get("title").stringValue()).isEqualTo(problem.title());
    }

    /** A 422 whose first mistake has this type and place. */
    static JsonNode assertInvalid(Client.Reply reply, String type, Object... location) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(422);
        assertThat(names(reply.json())).containsExactly("detail");
        var mistake = reply.json().get("detail").get(0);
        assertThat(mistake.get("type").stringValue()).isEqualTo(type);
        assertThat(mistake.get("loc")
                        .valueStream()
                        .map(part -> part.isString() ? part.stringValue() : (Object) part.intValue())
                        .toList())
                .isEqualTo(List.of(location));
        assertThat(mistake.get("msg").stringValue()).isNotBlank();
        assertThat(mistake.has("input")).isTrue();
        return mistake;
    }

    static void assertSuccess(Client.Reply reply, String message) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("{\"success\":true,\"message\":\"" + message + "\",\"meta\":null}");
    }

    static List<String> names(JsonNode object) {
        return List.copyOf(object.propertyNames());
    }

    static List<String> texts(JsonNode array, String field) {
        return array.valueStream().map(entry -> entry.get(field).stringValue()).toList();
    }
}
