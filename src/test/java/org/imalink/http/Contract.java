package org.imalink.http;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A part of the contract, tested on a server that really runs. It is started once for each class and setting, and its
 * library is emptied after each test. Every answer is also held against openapi.yaml.
 */
@ParameterizedClass
@MethodSource("org.imalink.http.ContractSetting#all")
abstract class Contract {
    /** The server of the class that runs now: classes run one after another. */
    static RunningServer server;

    @Parameter
    ContractSetting setting;

    Client client;
    SampleLibrary library;

    @BeforeParameterizedClassInvocation
    static void start(ContractSetting setting) {
        server = RunningServer.on(setting.engine());
    }

    @BeforeEach
    void call() {
        client = setting.asCaller().apply(server.client());
        library = new SampleLibrary(client);
    }

    @AfterEach
    void empty() {
        server.emptyLibrary();
    }

    @AfterParameterizedClassInvocation
    static void stop() throws IOException {
        server.close();
    }
}
