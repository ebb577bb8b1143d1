package org.imalink.operation.verify;

import java.util.Optional;

/** Counts follow from what is counted. */
final class CountTrail implements Trail {
    @Override
    public Optional<String> missing(Row before, Traces traces) {
        return told(traces);
    }

    @Override
    public Optional<String> added(Row after, Traces traces) {
        return told(traces);
    }

    @Override
    public void changed(Change change, Traces traces) {
        if (told(traces).isPresent()) {
            change.account("count");
        }
    }

    private static Optional<String> told(Traces traces) {
        return traces.isAnythingCounted() ? Optional.of("something changed that is counted") : Optional.empty();
    }
}
