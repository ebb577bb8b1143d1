package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.imalink.access.Phase;
import org.imalink.account.Actor;
import org.imalink.operation.jobs.Job;
import org.imalink.operation.jobs.JobEvents;
import org.imalink.operation.jobs.JobState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * A part of the contract, tested on a server that really runs. It is started once for each class and engine, goes from phase
 * to phase with its settings, and its library is emptied after each test. Every answer is also held against openapi.yaml.
 */
@ParameterizedClass
@MethodSource("settings")
abstract class Contract {
    /** The server of the class that runs now: classes run one after another. */
    static RunningServer server;

    @Parameter
    ContractSetting setting;

    Client client;
    SampleLibrary library;

    /** Under which circumstances the class runs; a class that needs fewer has a method of its own. */
    static Stream<ContractSetting> settings() {
        return ContractSetting.all();
    }

    @BeforeParameterizedClassInvocation
    static void start(ContractSetting setting) {
        if (server == null) {
            server = RunningServer.on(setting.engine());
        }
        if (setting.phase() == Phase.ACTIVE) {
            server.phases().advance(new Actor.Operator(), Phase.SCOPED);
            server.addAdmin();
        }
        server.phases().advance(new Actor.Operator(), setting.phase());
    }

    @BeforeEach
    void call() {
        client = setting.client(server);
        library = new SampleLibrary(client);
    }

    /** Starts an import and waits for its end; the job as it is then. */
    JsonNode imported(Supplier<Client.Reply> start) {
        var done = new CompletableFuture<Job>();
        try (var subscription = server.events().subscribe(setting.owner(server), new JobEvents.Listener() {
            @Override
            public void jobChanged(Job job) {
                if (job.state() == JobState.DONE || job.state() == JobState.FAILED) {
                    done.complete(job);
                }
            }

            @Override
            public void libraryChanged() {}
        })) {
            var reply = start.get();
            assertThat(reply.status()).as(reply.text()).isEqualTo(202);
            return client.get("/api/v1/jobs/" + done.join().id()).json();
        }
    }

    @AfterEach
    void empty() {
        server.emptyLibrary();
    }

    @AfterParameterizedClassInvocation
    static void stop(ContractSetting setting) throws IOException {
        if (setting.isLastOfServer()) {
            stopServer();
        }
    }

    /** For tests that leave more behind than rows: the next setting gets another server. */
    static void stopServer() throws IOException {
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
