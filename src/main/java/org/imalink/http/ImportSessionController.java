package org.imalink.http;

import static org.imalink.http.Caller.VIEWER;

import java.util.List;
import org.imalink.access.Scope;
import org.imalink.database.Database;
import org.imalink.library.Change;
import org.imalink.library.ImportSession;
import org.imalink.library.ImportSessions;
import org.jooq.DSLContext;

/** Batches of imported files, with a person's notes. */
final class ImportSessionController {
    private static final Field<Long> ID = Field.required("id", WholeNumber.ANY);
    // Without limits, as it always was: a negative limit means all.
    private static final Field<Long> LIMIT = Field.withDefault("limit", WholeNumber.ANY, 100L);
    private static final Field<Long> OFFSET = Field.withDefault("offset", WholeNumber.ANY, 0L);
    private static final Field<String> TITLE = Field.optional("title", Text.length(0, 255));
    private static final Field<String> DESCRIPTION = Field.optional("description", Text.ANY);
    private static final Field<Long> DEFAULT_AUTHOR_ID = Field.optional("default_author_id", WholeNumber.ANY);
    private static final List<Field<?>> NOTES = List.of(TITLE, DESCRIPTION, DEFAULT_AUTHOR_ID);

    private final Database database;

    ImportSessionController(Database database) {
        this.database = database;
    }

    void register(RouteTable table) {
        var list = Inputs.NONE.query(LIMIT, OFFSET);
        var one = Inputs.path(ID);
        table.read("GET", "/api/v1/import_sessions/", VIEWER, list, ImportSessionController::page);
        table.write(
                "POST", "/api/v1/import_sessions/", VIEWER, Inputs.NONE.body(NOTES), ImportSessionController::create);
        table.read("GET", "/api/v1/import_sessions/{id}", VIEWER, one, ImportSessionController::get);
        table.write("PATCH", "/api/v1/import_sessions/{id}", VIEWER, one.body(NOTES), ImportSessionController::update);
        table.free("DELETE", "/api/v1/import_sessions/{id}", VIEWER, Effect.WRITE, one, this::delete);
    }

    private static Answer page(Call call, DSLContext tx) {
        long limit = call.get(LIMIT);
        var page = ImportSessions.page(
                tx,
                call.scope(),
                Math.max(0, call.get(OFFSET)),
                limit < 0 ? Integer.MAX_VALUE : Math.clamp(limit, 0, Integer.MAX_VALUE));
        return Answer.object(out -> out.array(
                        "sessions",
                        page.rows(),
                        (list, session) -> list.object(session, ImportSessionController::write))
                .field("total", page.total()));
    }

    private static Answer create(Call call, DSLContext tx) {
        long id = ImportSessions.add(
                tx, call.scope(), call.find(TITLE), call.find(DESCRIPTION), call.find(DEFAULT_AUTHOR_ID));
        return answer(tx, call.scope(), id).status(201);
    }

    private static Answer get(Call call, DSLContext tx) {
        return answer(tx, call.scope(), call.get(ID));
    }

    private static Answer update(Call call, DSLContext tx) {
        ImportSessions.edit(
                tx,
                call.scope(),
                call.get(ID),
                Change.unlessNull(call.find(TITLE)),
                Change.unlessNull(call.find(DESCRIPTION)),
                Change.unlessNull(call.find(DEFAULT_AUTHOR_ID)));
        return answer(tx, call.scope(), call.get(ID));
    }

    /** In steps where the session has many files: other people's changes come in between, and who asks waits for all. */
    private Answer delete(Call call) {
        long id = call.get(ID);
        database.writeInSteps(
                tx -> ImportSessions.deleteSomeFiles(tx, call.in(tx).scope(), id));
        return database.write(tx -> {
            ImportSessions.delete(tx, call.in(tx).scope(), id);
            return Answer.success("Import session deleted successfully");
        });
    }

    private static Answer answer(DSLContext tx, Scope scope, long id) {
        var session = ImportSessions.get(tx, scope, id);
        return Answer.object(out -> write(out, session));
    }

    private static void write(JsonWriter out, ImportSession session) {
        out.field("id", session.id())
                .field("imported_at", session.importedAt())
                .field("title", session.title())
                .field("description", session.description())
                .field("default_author_id", session.defaultAuthorId())
                .field("images_count", session.imagesCount());
    }
}
