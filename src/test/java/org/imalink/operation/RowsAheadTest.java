package org.imalink.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RowsAheadTest {
    /** More than are held. */
    private static final long ROWS = 10_000;

    private static OwnedRow row(long id) {
        return new OwnedRow(OwnedTable.named("photos"), 1, id, List.of(id), new byte[100]);
    }

    private static Consumer<OwnedRows.Reader> rows(long count) {
        return reader -> LongStream.range(0, count).forEach(id -> reader.read(row(id)));
    }

    private static List<Long> numbers(RowsAhead ahead) {
        var numbers = new ArrayList<Long>();
        for (var row = ahead.next(); row != null; row = ahead.next()) {
            numbers.add(row.number());
        }
        return numbers;
    }

    @Test
    void gives_every_row_in_the_order_of_the_reading() {
        try (var ahead = RowsAhead.begin(Progress.UNHEARD, rows(ROWS))) {
            assertThat(numbers(ahead))
                    .isEqualTo(LongStream.range(0, ROWS).boxed().toList());
            assertThat(ahead.next()).isNull();
        }
    }

    @Test
    void has_an_end_where_nothing_is() {
        try (var ahead = RowsAhead.begin(Progress.UNHEARD, rows(0))) {
            assertThat(ahead.next()).isNull();
        }
    }

    @Test
    void a_failure_comes_behind_no_fewer_rows_than_were_handed_over_and_never_as_an_end() {
        Consumer<OwnedRows.Reader> failing = reader -> {
            rows(ROWS).accept(reader);
            throw new IllegalArgumentException("page 7 is torn");
        };
        try (var ahead = RowsAhead.begin(Progress.UNHEARD, failing)) {
            assertThatThrownBy(() -> numbers(ahead))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("page 7 is torn");
        }
    }

    @Test
    void closing_it_early_ends_the_reading_before_it_returns() {
        var told = new ArrayList<Long>();
        var ended = new CountDownLatch(1);
        Consumer<OwnedRows.Reader> endless = reader -> {
            try {
                for (long id = 0; true; id++) {
                    reader.read(row(id));
                    told.add(id);
                }
            } finally {
                ended.countDown();
            }
        };
        try (var ahead = RowsAhead.begin(Progress.UNHEARD, endless)) {
            assertThat(ahead.next()).isNotNull();
        }
        assertThat(ended.getCount()).isZero();
        assertThat(told).hasSizeLessThan((int) ROWS);
    }

    @Test
    void who_hears_of_the_beginning_can_stop_it_before_anything_is_read() {
        var begun = new CountDownLatch(1);
        var before = threads();
        assertThatThrownBy(() -> RowsAhead.begin(
                        (stage, done, total) -> {
                            throw new RefusedException("stopped");
                        },
                        reader -> begun.countDown()))
                .isInstanceOf(RefusedException.class);
        assertThat(threads()).isEqualTo(before);
        assertThat(begun.getCount()).isOne();
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("rows-ahead"))
                .count();
    }

    @Test
    void an_interrupted_thread_takes_no_rows_and_stays_interrupted() {
        var blocked = new CountDownLatch(1);
        try (var ahead = RowsAhead.begin(Progress.UNHEARD, reader -> {
            try {
                blocked.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        })) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(ahead::next).isInstanceOf(IllegalStateException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
