package org.imalink.access;

import static org.imalink.database.schema.Tables.PUT_AWAY_TIMES;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jooq.DSLContext;

/**
 * When a library was put away, because everybody shared user 1's: such times do not count for what waits in it. All times
 * are UTC. Immutable.
 */
public final class PutAwayTimes {
    private final List<Time> times;

    /** @param returned when it was back; not after {@code putAway} where the clock was set back meanwhile */
    record Time(LocalDateTime putAway, LocalDateTime returned) {}

    PutAwayTimes(List<Time> times) {
        this.times = List.copyOf(joined(times));
    }

    /** In order, and none touching another: those of a clock that was set back may overlap. */
    private static List<Time> joined(List<Time> times) {
        var joined = new ArrayList<Time>();
        for (var time :
                times.stream().sorted(Comparator.comparing(Time::putAway)).toList()) {
            var last = joined.isEmpty() ? null : joined.getLast();
            if (last == null || time.putAway().isAfter(last.returned())) {
                joined.add(time);
            } else if (time.returned().isAfter(last.returned())) {
                joined.set(joined.size() - 1, new Time(last.putAway(), time.returned()));
            }
        }
        joined.removeIf(time -> !time.returned().isAfter(time.putAway()));
        return joined;
    }

    /** Those of a library that is in use; user 1's never is anything else. */
    public static PutAwayTimes of(DSLContext tx, Scope scope) {
        if (scope.owner() == Scope.SYSTEM_USER) {
            return new PutAwayTimes(List.of());
        }
        return new PutAwayTimes(tx.select(PUT_AWAY_TIMES.PUT_AWAY_AT, PUT_AWAY_TIMES.RETURNED_AT)
                .from(PUT_AWAY_TIMES)
                .where(PUT_AWAY_TIMES.RETURNED_AT.isNotNull())
                .fetch(row -> new Time(row.value1(), row.value2())));
    }

    /** Writes down that all libraries but user 1's are put away. */
    public static void begin(DSLContext tx, LocalDateTime now) {
        tx.insertInto(PUT_AWAY_TIMES).set(PUT_AWAY_TIMES.PUT_AWAY_AT, now).execute();
    }

    /** Writes down that they are back. */
    public static void end(DSLContext tx, LocalDateTime now) {
        tx.update(PUT_AWAY_TIMES)
                .set(PUT_AWAY_TIMES.RETURNED_AT, now)
                .where(PUT_AWAY_TIMES.RETURNED_AT.isNull())
                .execute();
    }

    /** The moment since which, at another one, the library has been in use for so long. */
    public LocalDateTime before(LocalDateTime moment, Duration inUse) {
        var at = moment;
        var left = inUse;
        for (var time : times.reversed()) {
            if (time.putAway().isBefore(at)) {
                var counted = time.returned().isBefore(at) ? Duration.between(time.returned(), at) : Duration.ZERO;
                if (counted.compareTo(left) >= 0) {
                    break;
                }
                left = left.minus(counted);
                at = time.putAway();
            }
        }
        return at.minus(left);
    }

    /** When, after a moment, the library will have been in use for so long, if it is not put away again. */
    public LocalDateTime after(LocalDateTime moment, Duration inUse) {
        var at = moment;
        var left = inUse;
        for (var time : times) {
            if (time.returned().isAfter(at)) {
                var counted = time.putAway().isAfter(at) ? Duration.between(at, time.putAway()) : Duration.ZERO;
                if (counted.compareTo(left) >= 0) {
                    break;
                }
                left = left.minus(counted);
                at = time.returned();
            }
        }
        return at.plus(left);
    }
}
