package org.imalink.transition.rehearsal;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.imalink.transition.rehearsal.RehearsalReport.Reads;
import org.imalink.transition.rehearsal.RehearsalReport.Slower;

/**
 * Asks a server the same reads again and again, as somebody without an account, and holds the answers against the first
 * ones. All of them must be the same byte for byte, in every phase that answers such a person: each shows user 1's library.
 * What may differ is not among {@link RecordedReads}.
 *
 * <p>Each is asked twice, and the faster of both counts: what happens beside makes one of them slow, seldom both.
 */
final class Replay {
    private static final int SLOWER_TIMES = 2;
    private static final Duration SLOWER_BY = Duration.ofMillis(50);

    private final RecordedReads recorded;
    private final LongSupplier clock;
    private final Map<String, Asked> first = new LinkedHashMap<>();
    private final List<String> differing = new ArrayList<>();
    private final List<Slower> slower = new ArrayList<>();
    private int compared;

    Replay(RecordedReads recorded) {
        this(recorded, System::nanoTime);
    }

    /** @param clock in nanoseconds, from any beginning */
    Replay(RecordedReads recorded, LongSupplier clock) {
        this.recorded = recorded;
        this.clock = clock;
    }

    /** @param mark of the answer, see {@link Reply#mark} */
    private record Asked(String mark, Duration time) {}

    /**
     * Asks all; the first time remembers what came.
     *
     * @param when as the report says it
     */
    void ask(Reader server, String when) throws IOException, InterruptedException {
        if (first.isEmpty()) {
            for (var read : chosen(server)) {
                first.put(read, ask(read, server));
            }
            return;
        }
        for (var read : first.entrySet()) {
            compare(read.getKey(), read.getValue(), ask(read.getKey(), server), when);
        }
    }

    private Set<String> chosen(Reader server) throws IOException, InterruptedException {
        var reads = new LinkedHashSet<>(StandardReads.of(server));
        reads.addAll(recorded.all());
        return reads;
    }

    private Asked ask(String read, Reader server) throws IOException, InterruptedException {
        var one = askOnce(read, server);
        var other = askOnce(read, server);
        return new Asked(one.mark, one.time.compareTo(other.time) < 0 ? one.time : other.time);
    }

    private Asked askOnce(String read, Reader server) throws IOException, InterruptedException {
        long begun = clock.getAsLong();
        var reply = server.get(read);
        return new Asked(reply.mark(), Duration.ofNanos(clock.getAsLong() - begun));
    }

    private void compare(String read, Asked before, Asked now, String when) {
        compared++;
        if (!now.mark.equals(before.mark)) {
            differing.add("%s, %s".formatted(read, when));
        }
        if (now.time.compareTo(before.time.multipliedBy(SLOWER_TIMES)) > 0
                && now.time.minus(before.time).compareTo(SLOWER_BY) > 0) {
            slower.add(new Slower(read, when, Findings.seconds(before.time), Findings.seconds(now.time)));
        }
    }

    Reads described() {
        return new Reads(first.size(), compared, List.copyOf(differing), List.copyOf(slower));
    }
}
