package org.imalink.http;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.imalink.database.Engine;

/**
 * Under which circumstances the contract is tested.
 *
 * @param caller who calls, for people
 * @param asCaller gives a client what makes it this caller
 */
record ContractSetting(Engine engine, String caller, UnaryOperator<Client> asCaller) {
    /** Each engine, and everybody who may use the single-user contract on it. */
    static Stream<ContractSetting> all() {
        return Arrays.stream(Engine.values()).flatMap(ContractSetting::on);
    }

    private static Stream<ContractSetting> on(Engine engine) {
        return Stream.concat(
                Stream.of(new ContractSetting(engine, Phase.SINGLE, false)),
                Stream.of(Phase.FOUNDATION, Phase.DUAL)
                        .flatMap(phase ->
                                Stream.of(false, true).map(signedIn -> new ContractSetting(engine, phase, signedIn))));
    }

    /** Whether the server of these settings is needed no more after this one. */
    boolean isLastOfServer() {
        return equals(on(engine).toList().getLast());
    }

    /** The caller of this setting. */
    Client client(RunningServer server) {
        return isSignedIn ? server.member() : server.client();
    }

    @Override
    public String toString() {
        return caller + " on " + engine;
    }
}
