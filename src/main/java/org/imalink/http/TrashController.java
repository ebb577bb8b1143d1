package org.imalink.http;

import static org.imalink.http.Caller.VIEWER;

import java.util.List;
import org.imalink.database.Database;
import org.imalink.database.Timestamps;
import org.imalink.library.Trash;
import org.imalink.preview.Hotpreviews;
import org.jooq.DSLContext;

/** The trash: photos go there, come back, or are deleted for good. */
final class TrashController {
    private static final int MOST_PHOTOS = 1000;
    private static final int LONGEST_HASH = 100;
    private static final int DELETED_AT_ONCE = 200;

    private static final Field<List<String>> HOTHASHES =
            Field.required("hothashes", new ListOf<>(Text.length(1, LONGEST_HASH), 1, MOST_PHOTOS));
    private static final Inputs CHOSEN = Inputs.NONE.body(List.of(HOTHASHES));

    private final Database database;

    TrashController(Database database) {
        this.database = database;
    }

    void register(RouteTable table) {
        var paged = Inputs.NONE.query(Paging.OFFSET, Paging.LIMIT);
        table.read("GET", "/api/v1/trash", VIEWER, paged, TrashController::page);
        table.write("POST", "/api/v1/trash", VIEWER, CHOSEN, TrashController::put);
        table.write("POST", "/api/v1/trash/restore", VIEWER, CHOSEN, TrashController::restore);
        table.write("POST", "/api/v1/trash/delete", VIEWER, CHOSEN, TrashController::delete);
        table.free("POST", "/api/v1/trash/empty", VIEWER, Effect.WRITE, Inputs.NONE, this::empty);
        table.read(
                "GET", "/api/v1/trash/{hothash}/hotpreview", VIEWER, PhotoController.ONE, TrashController::hotpreview);
    }

    private static Answer page(Call call, DSLContext tx) {
        var page = Trash.page(tx, call.scope(), Paging.offset(call), Paging.limit(call));
        var entries = page.rows();
        var photos = entries.stream().map(Trash.Entry::photo).toList();
        return Answer.object(out -> GalleryColumns.write(
                        out.field("total", page.total())
                                .field("offset", Paging.offset(call))
                                .field("limit", Paging.limit(call)),
                        photos)
                .array("trashed_at", entries, (column, entry) -> column.time(entry.trashedAt()))
                .array("ends_at", entries, (column, entry) -> column.time(entry.endsAt())));
    }

    private static Answer put(Call call, DSLContext tx) {
        return answer("trashed", Trash.put(tx, call.scope(), call.get(HOTHASHES)));
    }

    private static Answer restore(Call call, DSLContext tx) {
        return answer("restored", Trash.restore(tx, call.scope(), call.get(HOTHASHES)));
    }

    private static Answer delete(Call call, DSLContext tx) {
        return answer("deleted", Trash.delete(tx, call.scope(), call.get(HOTHASHES)));
    }

    /** In several transactions, so that nobody waits for a large trash; what comes into it meanwhile stays. */
    private Answer empty(Call call) {
        var until = Timestamps.now();
        long deleted = 0;
        int some;
        do {
            some = database.<Integer>write(
                    tx -> Trash.deleteSome(tx, call.in(tx).scope(), until, DELETED_AT_ONCE));
            deleted += some;
        } while (some == DELETED_AT_ONCE);
        long count = deleted;
        return Answer.object(out -> out.field("deleted", count));
    }

    private static Answer hotpreview(Call call, DSLContext tx) {
        var hothash = call.get(PhotoController.HOTHASH);
        var jpeg = Trash.find(tx, call.scope(), hothash)
                .flatMap(_ -> Hotpreviews.find(tx, hothash))
                .orElseThrow(() -> Failure.missing("Hotpreview", hothash));
        return PhotoPreviewController.hotpreview(hothash, jpeg);
    }

    private static Answer answer(String done, Trash.Moved moved) {
        return Answer.object(out ->
                out.array(done, moved.done(), JsonWriter::text).array("unknown", moved.unknown(), JsonWriter::text));
    }
}
