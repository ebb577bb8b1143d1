package org.imalink.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imalink.http.Replies.assertProblem;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.Executors;
import org.imalink.access.Scope;
import org.imalink.database.Engine;
import org.imalink.operation.jobs.Jobs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the server starts, ends and bears bad days. */
class HttpServerTest {
    private RunningServer server;

    @BeforeEach
    void start() {
        server = RunningServer.on(Engine.SQLITE);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void a_port_that_is_taken_is_told() {
        assertThatThrownBy(() -> RunningServer.with(
                        Engine.SQLITE,
                        new HttpSettings("127.0.0.1", server.port(), List.of(), List.of(), TrustedProxies.NONE, false)))
                .hasMessage("Port " + server.port() + " on 127.0.0.1 is taken by another program.");
    }

    @Test
    void a_request_that_runs_when_the_server_stops_is_answered() throws Exception {
        try (var socket = new Socket("127.0.0.1", server.port());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var body = "{\"name\":\"Kari\"}";
            // Half of the body, so that the request is running.
            socket.getOutputStream()
                    .write(
                            ("POST /api/v1/authors/ HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: "
                                            + body.length() + "\r\n\r\n")
                                    .getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            // The server has begun to read the body.
            assertThat(in.readLine()).isEqualTo("HTTP/1.1 100 Continue");
            var stopping = threads.submit(server::closeServer);
            socket.getOutputStream().write(body.getBytes(UTF_8));
            socket.getOutputStream().flush();
            assertThat(in.lines().filter(line -> line.startsWith("HTTP/1.1")).findFirst())
                    .contains("HTTP/1.1 201 Created");
            stopping.get();
        }
    }

    @Test
    void without_its_database_the_server_is_there_but_not_ready() {
        assertThat(server.client().get("/health/ready").text()).isEqualTo("{\"status\":\"ready\"}");
        server.test().database().close();
        assertThat(server.client().get("/health").status()).isEqualTo(200);
        for (var reply : List.of(
                server.client().get("/health/ready"),
                server.client().get("/api/v1/photos/"),
                server.client().post("/api/v1/authors/", "{\"name\":\"Kari\"}"))) {
            assertProblem(reply, 503, Problem.UNAVAILABLE);
            assertThat(reply.header("retry-after")).isEqualTo("5");
            assertThat(reply.text()).doesNotContain(server.test().folder().toString());
        }
    }

    @Test
    void events_tell_unfinished_jobs_at_once_and_changes_as_they_happen() throws Exception {
        long id = server.test().database().write(tx -> Jobs.add(tx, Scope.SYSTEM_USER, "import", "Ferie", "{}"));
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/v1/events"))
                    .build();
            var response = http.send(request, BodyHandlers.ofLines());
            assertThat(response.headers().firstValue("content-type")).contains("text/event-stream");
            var lines = response.body()
                    .filter(line -> !line.isEmpty() && !line.equals(":"))
                    .iterator();
            assertThat(lines.next()).isEqualTo("event: job");
            assertThat(lines.next()).startsWith("data: {\"id\":" + id + ",\"kind\":\"import\"");
            assertThat(server.client()
                            .post("/api/v1/authors/", "{\"name\":\"Kari\"}")
                            .status())
                    .isEqualTo(201);
            String line;
            do {
                line = lines.next();
            } while (!line.equals("event: library"));
            assertThat(lines.next()).isEqualTo("data: {}");
            server.closeServer();
            while (lines.hasNext()) {
                lines.next();
            }
        }
    }
}
