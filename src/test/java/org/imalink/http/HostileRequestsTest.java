package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imalink.access.Phase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every route, with values of wrong types, sizes and encodings: 4xx or a proper answer, never 5xx. */
class HostileRequestsTest extends Contract {
    private static final long SEED = 20_261_122;
    private static final boolean FULL = "full".equals(System.getProperty("imalink.counts"));
    private static final int ROUNDS = FULL ? 400 : 25;

    /** JSON values that somebody has once stumbled over. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1",
            "1.5",
            "1e400",
            "-1e308",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "2147483648",
            "123456789012345678901234567890",
            "\"\"",
            "\" \"",
            "\"5\"",
            "\"x\"",
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\uffff\"",
            "\"😀\"",
            "\"Ångström\"",
            "\"'; drop table photos; --\"",
            "\"%\"",
            "\"_\"",
            "\"\\\\\"",
            "\"%_\\\\\"",
            "\"../../etc/passwd\"",
            "\"data:image/jpeg;base64,\"",
            "\"MDEyMzQ1Njc4OQ==\"",
            "\"9999-12-31T23:59:59\"",
            "\"0001-01-01\"",
            "\"-1\"",
            "\"1e999\"",
            "\"NaN\"",
            "1700000000",
            "-62135596800",
            "253402300799",
            "[]",
            "[null]",
            "[\"a\"]",
            "[\"\\u0000\"]",
            "[[[[[[[[]]]]]]]]",
            "[1,2,3]",
            "{}",
            "{\"a\":\"\\u0000\"}",
            "{\"a\":\"\\ud800\"}",
            "{\"\\u0000\":1}",
            "{\"a\":1e999}",
            "{\"gps\":{\"latitude\":1e999,\"longitude\":[]},\"date_taken\":5,\"image_info\":{\"width\":\"x\"}}",
            "{\"date_taken\":\"9999-12-31 23:59:59\",\"gps\":{\"latitude\":\"NaN\",\"longitude\":\"Infinity\"}}");

    private static final List<String> PATH_VALUES = List.of(
            "0",
            "1",
            "-1",
            "1.0",
            "1e3",
            "9223372036854775807",
            "9223372036854775808",
            "x",
            "%20",
            "%25",
            "%27%3B--",
            "%C3%A5",
            "%F0%9F%98%80",
            "..%2F..",
            "%5C",
            "2024-07",
            "undated",
            "null",
            "a".repeat(3000),
            "%EF%BF%BF");

    private static final List<String> QUERY_VALUES = List.of(
            "",
            "0",
            "1",
            "-1",
            "1.0",
            "1.5",
            "1e3",
            "100",
            "1000",
            "9223372036854775807",
            "9223372036854775808",
            "x",
            "%00",
            "%ff",
            "%ED%A0%80",
            "%F0%9F%98%80",
            "added",
            "true",
            "NaN",
            "%27",
            "+",
            "%2B1",
            "9".repeat(5000));

    private final Random random = new Random(SEED);
    private Client caller;

    @BeforeEach
    void callAsOperatorToo() {
        caller = client.with(OperatorGate.HEADER, RunningServer.OPERATOR_CODE);
        library.addPhoto("a");
        library.addAuthor("Kari");
        library.addSession("Ferie");
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private String path(Route route) {
        var path = route.path().template();
        for (var field : route.inputs().path()) {
            var value = random.nextInt(4) == 0 && field == PhotoController.HOTHASH
                    ? SampleLibrary.hothash("a")
                    : any(PATH_VALUES);
            path = path.replace("{" + field.name() + "}", value);
        }
        var query = route.inputs().query().stream()
                .filter(field -> random.nextBoolean())
                .map(field -> field.name() + "=" + any(QUERY_VALUES))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }

    private String body(Route route) {
        return route.inputs().body().stream()
                .filter(field -> random.nextInt(4) > 0)
                .map(field -> "\"" + field.name() + "\":" + any(VALUES))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Imports would walk through the machine, and an event stream has no end. */
    private List<Route> routes() {
        return server.routes().stream()
                .filter(route -> !route.path().template().equals("/api/v1/events"))
                .filter(route -> !route.path().template().equals("/api/v1/operator/imports"))
                .toList();
    }

    static Stream<ContractSetting> settings() {
        return ContractSetting.ends();
    }

    @Test
    void no_value_in_a_path_a_query_or_a_body_brings_a_route_down() {
        for (var route : routes()) {
            for (int round = 0; round < ROUNDS; round++) {
                var path = path(route);
                var body = body(route);
                var reply = caller.with("Content-Type", "application/json")
                        .send(route.method(), path, BodyPublishers.ofString(body));
                assertThat(reply.status())
                        .as("seed %d: %s %s %s -> %s", SEED, route.method(), path, body, reply.text())
                        .isLessThan(500);
                assertThat(reply.text())
                        .doesNotContain("[SQLITE")
                        .doesNotContain("org.jooq")
                        .doesNotContain("java.");
            }
        }
        assertThat(client.get("/health/ready").status()).isEqualTo(200);
    }

    @Test
    void no_encoding_of_a_body_brings_a_route_down() {
        for (var route : routes()) {
            if (route.inputs().body().isEmpty() && route.inputs().upload().isEmpty()) {
                continue;
            }
            for (int round = 0; round < ROUNDS; round++) {
                var bytes = body(route).getBytes(java.nio.charset.StandardCharsets.UTF_8);
                for (int flips = random.nextInt(4); flips >= 0; flips--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                var type = any(List.of(
                        "application/json",
                        "application/json; charset=utf-16",
                        "text/plain",
                        "multipart/form-data; boundary=B",
                        "multipart/form-data",
                        "application/x-www-form-urlencoded",
                        "x",
                        "image/jpeg"));
                var reply = caller.with("Content-Type", type)
                        .send(route.method(), path(route), BodyPublishers.ofByteArray(bytes));
                assertThat(reply.status())
                        .as("seed %d: %s %s -> %s", SEED, route.method(), route.path(), reply.text())
                        .isLessThan(500);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /%zz HTTP/1.1|400",
                "GET /api/v1/photos/%00 HTTP/1.1|400",
                "GET /api/v1/photos/%ff HTTP/1.1|400",
                "GET /../../etc/passwd HTTP/1.1|400",
                "GET /api/v1/photos/?limit=%zz HTTP/1.1|422",
                "NONSENSE|400",
                "GET / HTTP/9.9|505"
            })
    void what_is_no_proper_request_is_refused_in_json(String line, int status) {
        var answer = RawRequest.send(server.port(), line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        // Values are told only to who may call.
        int told = status == 422 && setting.phase() == Phase.ACTIVE ? 401 : status;
        assertThat(answer)
                .startsWith("HTTP/1.1 " + told + " ")
                .contains("{\"detail\":")
                .doesNotContain("<html")
                .doesNotContain("\tat ");
    }

    @Test
    void a_head_that_is_too_large_is_refused() {
        var answer = RawRequest.send(
                server.port(), "GET /health HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(100_000) + "\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 431 ").contains("{\"detail\":");
    }

    @Test
    void a_body_without_a_length_is_limited_too() {
        var chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
        var request =
                "POST /api/v1/authors/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
                        + "Connection: close\r\n\r\n" + chunk.repeat((BodyReader.LARGEST_BYTES >> 16) + 1)
                        + "0\r\n\r\n";
        assertThat(RawRequest.send(server.port(), request)).startsWith("HTTP/1.1 413 ");
    }
}
