package org.imalink.http;

import java.util.Arrays;
import java.util.stream.Stream;
import org.imalink.access.Phase;
import org.imalink.access.Scope;
import org.imalink.database.Engine;

/**
 * Under which circumstances the contract is tested.
 *
 * @param isSignedIn whether the caller has an account and sends its token with every request
 */
record ContractSetting(Engine engine, Phase phase, boolean isSignedIn) {
    private static final boolean FULL = "full".equals(System.getProperty("imalink.counts"));

    /**
     * Each engine, and everybody who may use the single-user contract on it; those of one engine stand together. In between
     * its ends, PostgreSQL is left to the long test: there the same code answers as on SQLite.
     */
    static Stream<ContractSetting> all() {
        return everything().filter(setting -> FULL || setting.engine() == Engine.SQLITE || setting.isEnd());
    }

    /** For what is no part of the contract, and asks much of a server. */
    static Stream<ContractSetting> ends() {
        return everything().filter(ContractSetting::isEnd);
    }

    private static Stream<ContractSetting> everything() {
        return Arrays.stream(Engine.values()).flatMap(ContractSetting::on);
    }

    private boolean isEnd() {
        return phase == Phase.SINGLE || isLastOfServer();
    }

    private static Stream<ContractSetting> on(Engine engine) {
        return Stream.concat(
                Stream.of(new ContractSetting(engine, Phase.SINGLE, false)),
                Stream.of(Phase.FOUNDATION, Phase.DUAL, Phase.SCOPED, Phase.ACTIVE)
                        .flatMap(phase -> Stream.of(false, true)
                                .filter(signedIn -> signedIn || phase != Phase.ACTIVE)
                                .map(signedIn -> new ContractSetting(engine, phase, signedIn))));
    }

    /** Whether the server of these settings is needed no more after this one. */
    boolean isLastOfServer() {
        return equals(on(engine).toList().getLast());
    }

    /** Whether the caller sees user 1's library. */
    boolean isShared() {
        return !isSignedIn || phase.isShared();
    }

    /** Whose library the caller sees. */
    long owner(RunningServer server) {
        return isShared() ? Scope.SYSTEM_USER : server.memberId();
    }

    /** The caller of this setting. */
    Client client(RunningServer server) {
        return isSignedIn ? server.member() : server.client();
    }

    @Override
    public String toString() {
        return "%s in the phase %s on %s".formatted(isSignedIn ? "signed in" : "anonymous", phase.code(), engine);
    }
}
