package org.imalink.transition.rehearsal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks a server the same reads again and again, as somebody without an account, and holds the answers against the first
 * ones. All of them must be the same byte for byte, in every phase that answers such a person: each shows user 1's library.
 * What may differ is not among {@link RecordedReads}.
 */
final class Replay {
    private final RecordedReads recorded;
    private final Map<String, String> first = new LinkedHashMap<>();
    private final List<String> differing = new ArrayList<>();
    private int compared;

    Replay(RecordedReads recorded) {
        this.recorded = recorded;
    }

    /**
     * Asks all; the first time remembers what came.
     *
     * @param when as the report says it
     */
    void ask(Reader server, String when) throws IOException, InterruptedException {
        if (first.isEmpty()) {
            for (var read : chosen(server)) {
                first.put(read, server.get(read).mark());
            }
            return;
        }
        for (var read : first.entrySet()) {
            var reply = server.get(read.getKey());
            compared++;
            if (!reply.mark().equals(read.getValue())) {
                differing.add("%s, %s".formatted(read.getKey(), when));
            }
        }
    }

    private Set<String> chosen(Reader server) throws IOException, InterruptedException {
        var reads = new LinkedHashSet<>(StandardReads.of(server));
        reads.addAll(recorded.all());
        return reads;
    }

    /** How many reads there are. */
    int asked() {
        return first.size();
    }

    /** How many answers were held against the first ones. */
    int compared() {
        return compared;
    }

    /** Which answers were others, and when. */
    List<String> differing() {
        return List.copyOf(differing);
    }
}
