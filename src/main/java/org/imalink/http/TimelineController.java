package org.imalink.http;

import static org.imalink.http.Caller.VIEWER;

import java.time.YearMonth;
import org.imalink.library.Timeline;
import org.jooq.DSLContext;

/** The library by month, in a form that is small for a hundred thousand photos. */
final class TimelineController {
    private static final Field<String> MONTH =
            Field.required("month", Text.matching("^([0-9]{4}-(0[1-9]|1[0-2])|undated)$"));

    private TimelineController() {}

    static void register(RouteTable table) {
        table.read("GET", "/api/v1/timeline", VIEWER, Inputs.NONE, TimelineController::months);
        table.read("GET", "/api/v1/timeline/{month}", VIEWER, Inputs.path(MONTH), TimelineController::month);
    }

    private static Answer months(Call call, DSLContext tx) {
        var months = Timeline.months(tx, call.scope());
        long total = months.stream().mapToLong(Timeline.Month::count).sum();
        return Answer.object(out -> out.field("total", total)
                .array(
                        "months",
                        months,
                        (list, month) -> list.object(
                                month,
                                (fields, entry) -> fields.field("month", Timeline.name(entry.month()))
                                        .field("count", entry.count()))));
    }

    private static Answer month(Call call, DSLContext tx) {
        var name = call.get(MONTH);
        var month = name.equals(Timeline.UNDATED) ? null : YearMonth.parse(name);
        var entries = Timeline.entries(tx, call.scope(), month);
        return Answer.object(out -> GalleryColumns.write(out.field("month", name), entries));
    }
}
