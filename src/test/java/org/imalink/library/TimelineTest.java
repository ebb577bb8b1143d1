package org.imalink.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.List;
import org.imalink.database.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class TimelineTest extends LibraryContract {
    TimelineTest(Engine engine) {
        super(engine);
    }

    @Test
    void months_are_counted_to_their_last_microsecond_newest_first_and_undated_last() {
        library.add("undated");
        library.add("january", LocalDateTime.parse("2024-01-31T23:59:59.999999"));
        library.add("february", LocalDateTime.parse("2024-02-01T00:00:00"));
        library.add("also february", LocalDateTime.parse("2024-02-29T12:00:00"));
        library.add("before the epoch", LocalDateTime.parse("1969-12-31T23:59:59.999999"));
        library.add("long ago", LocalDateTime.parse("0001-01-01T00:00:00"));

        assertThat(library.read(Timeline::months))
                .containsExactly(
                        new Timeline.Month(YearMonth.of(2024, 2), 2),
                        new Timeline.Month(YearMonth.of(2024, 1), 1),
                        new Timeline.Month(YearMonth.of(1969, 12), 1),
                        new Timeline.Month(YearMonth.of(1, 1), 1),
                        new Timeline.Month(null, 1));
    }

    @Test
    void a_month_lists_its_photos_newest_first() {
        var early = library.add("early", LocalDateTime.parse("2024-02-01T00:00:00"));
        var late = library.add("late", LocalDateTime.parse("2024-02-29T12:00:00"));
        library.add("other", LocalDateTime.parse("2024-03-01T00:00:00"));
        var undated = library.add("undated");

        assertThat(library.<List<GalleryPhoto>>read((tx, scope) -> Timeline.entries(tx, scope, YearMonth.of(2024, 2))))
                .extracting(GalleryPhoto::hothash)
                .containsExactly(late.hothash(), early.hothash());
        assertThat(library.<List<GalleryPhoto>>read((tx, scope) -> Timeline.entries(tx, scope, null)))
                .extracting(GalleryPhoto::hothash)
                .containsExactly(undated.hothash());
    }
}
