package org.imalink.http;

import java.util.Arrays;
import java.util.stream.Stream;
import org.imalink.access.Phase;
import org.imalink.database.Engine;

/** Where routes about accounts are tested: on each engine, in each phase that has accounts. */
record AccountSetting(Engine engine, Phase phase) {
    static Stream<AccountSetting> all() {
        return Arrays.stream(Engine.values())
                .flatMap(engine ->
                        Stream.of(Phase.FOUNDATION, Phase.DUAL).map(phase -> new AccountSetting(engine, phase)));
    }

    @Override
    public String toString() {
        return phase.code() + " on " + engine;
    }
}
