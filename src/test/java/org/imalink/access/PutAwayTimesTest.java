package org.imalink.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.imalink.access.PutAwayTimes.Time;
import org.junit.jupiter.api.Test;

class PutAwayTimesTest {
    private static final LocalDateTime START = LocalDateTime.parse("2026-01-01T00:00:00");
    private static final int HOURS = 60;

    private static LocalDateTime hour(int number) {
        return START.plusHours(number);
    }

    @Test
    void days_on_which_a_library_is_put_away_do_not_count() {
        var times = new PutAwayTimes(List.of(new Time(START.plusDays(10), START.plusDays(30))));
        var month = Duration.ofDays(30);
        assertThat(times.after(START, month)).isEqualTo(START.plusDays(50));
        assertThat(times.after(START.plusDays(30), month)).isEqualTo(START.plusDays(60));
        assertThat(times.before(START.plusDays(50), month)).isEqualTo(START);
        assertThat(new PutAwayTimes(List.of()).after(START, month)).isEqualTo(START.plusDays(30));
    }

    @Test
    void a_clock_that_was_set_back_while_it_was_put_away_takes_no_time_away() {
        var times = new PutAwayTimes(List.of(new Time(hour(20), hour(10))));
        assertThat(times.after(hour(5), Duration.ofHours(30))).isEqualTo(hour(35));
        assertThat(times.before(hour(35), Duration.ofHours(30))).isEqualTo(hour(5));
    }

    /** Hour by hour: those that no time covers count. */
    @Test
    void both_ways_agree_with_counting_hour_by_hour() {
        var random = new Random(314159);
        for (int round = 0; round < 2_000; round++) {
            var covered = new boolean[2 * HOURS];
            var list = new ArrayList<Time>();
            for (int time = random.nextInt(4); time > 0; time--) {
                int from = random.nextInt(HOURS);
                int to = from + random.nextInt(HOURS / 3);
                list.add(new Time(hour(from), hour(to)));
                Arrays.fill(covered, from, to, true);
            }
            var times = new PutAwayTimes(list);
            int moment = random.nextInt(HOURS);
            int wanted = 1 + random.nextInt(HOURS / 3);

            int counted = 0;
            int at = moment;
            while (counted < wanted) {
                counted += at >= covered.length || !covered[at] ? 1 : 0;
                at++;
            }
            assertThat(times.after(hour(moment), Duration.ofHours(wanted)))
                    .as("%d hours after %d with %s", wanted, moment, list)
                    .isEqualTo(hour(at));

            // Nobody asks while it is put away.
            for (int thrownAway = 0; !covered[moment] && thrownAway <= moment; thrownAway++) {
                boolean isOver =
                        !times.after(hour(thrownAway), Duration.ofHours(wanted)).isAfter(hour(moment));
                assertThat(!hour(thrownAway).isAfter(times.before(hour(moment), Duration.ofHours(wanted))))
                        .as("%d hours from %d at %d with %s", wanted, thrownAway, moment, list)
                        .isEqualTo(isOver);
            }
        }
    }
}
