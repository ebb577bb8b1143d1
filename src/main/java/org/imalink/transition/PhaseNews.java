package org.imalink.transition;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.imalink.access.Standing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of each change of the phase, once, whoever made it. Listeners may be added at any time; one thread at a time tells. */
final class PhaseNews {
    private static final Logger LOG = LoggerFactory.getLogger(PhaseNews.class);

    private final List<Consumer<Standing>> listeners = new CopyOnWriteArrayList<>();
    private int knownEpoch;

    /** @param known is no news */
    PhaseNews(Standing known) {
        this.knownEpoch = known.epoch();
    }

    void add(Consumer<Standing> listener) {
        listeners.add(listener);
    }

    /** Where the server stands now. */
    void tell(Standing standing) {
        if (standing.epoch() == knownEpoch) {
            return;
        }
        knownEpoch = standing.epoch();
        for (var listener : listeners) {
            try {
                listener.accept(standing);
            } catch (RuntimeException e) {
                // The phase has changed, whatever somebody who was told made of it.
                LOG.warn(
                        "Somebody could not be told of the phase {}",
                        standing.phase().code(),
                        e);
            }
        }
    }
}
