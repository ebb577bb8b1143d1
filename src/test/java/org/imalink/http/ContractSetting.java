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
        return Arrays.stream(Engine.values())
                .map(engine -> new ContractSetting(engine, "anonymous", UnaryOperator.identity()));
    }

    @Override
    public String toString() {
        return caller + " on " + engine;
    }
}
