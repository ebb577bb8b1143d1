package org.imalink.http;

import static org.imalink.http.Caller.VIEWER;

import java.util.List;
import org.imalink.database.Database;
import org.imalink.library.Author;
import org.imalink.library.Authors;
import org.jooq.DSLContext;

/** People who took photos. */
final class AuthorController {
    private static final Field<Long> ID = Field.required("id", WholeNumber.ANY);
    private static final Field<String> NAME = Field.required("name", Text.length(1, 255));
    private static final Field<String> NEW_NAME = Field.optional("name", Text.length(1, 255));
    private static final Field<String> EMAIL = Field.optional("email", Text.length(0, 255));
    private static final Field<String> BIO = Field.optional("bio", Text.length(0, 2000));

    private final Database database;

    AuthorController(Database database) {
        this.database = database;
    }

    void register(RouteTable table) {
        var list = Inputs.NONE.query(Paging.OFFSET, Paging.LIMIT);
        var one = Inputs.path(ID);
        var created = Inputs.NONE.body(List.of(NAME, EMAIL, BIO));
        var edited = one.body(List.of(NEW_NAME, EMAIL, BIO));
        table.read("GET", "/api/v1/authors/", VIEWER, list, AuthorController::page);
        table.write("POST", "/api/v1/authors/", VIEWER, created, AuthorController::create);
        table.read("GET", "/api/v1/authors/{id}", VIEWER, one, AuthorController::get);
        table.write("PUT", "/api/v1/authors/{id}", VIEWER, edited, AuthorController::update);
        table.free("DELETE", "/api/v1/authors/{id}", VIEWER, Effect.WRITE, one, this::delete);
    }

    private static Answer page(Call call, DSLContext tx) {
        var page = Authors.page(tx, call.scope(), Paging.offset(call), Paging.limit(call));
        return Paging.answer(call, page, AuthorController::write);
    }

    private static Answer create(Call call, DSLContext tx) {
        return answer(Authors.add(tx, call.scope(), call.get(NAME), call.find(EMAIL), call.find(BIO)))
                .status(201);
    }

    private static Answer get(Call call, DSLContext tx) {
        return answer(Authors.get(tx, call.scope(), call.get(ID)));
    }

    private static Answer update(Call call, DSLContext tx) {
        return answer(Authors.edit(
                tx, call.scope(), call.get(ID), call.change(NEW_NAME), call.change(EMAIL), call.change(BIO)));
    }

    /** In steps where many photos name the author: other people's changes come in between, and who asks waits for all. */
    private Answer delete(Call call) {
        long id = call.get(ID);
        database.writeInSteps(tx -> Authors.leaveSomePhotos(tx, call.in(tx).scope(), id));
        return database.write(tx -> {
            Authors.delete(tx, call.in(tx).scope(), id);
            return Answer.success("Author deleted successfully");
        });
    }

    private static Answer answer(Author author) {
        return Answer.object(out -> write(out, author));
    }

    private static void write(JsonWriter out, Author author) {
        out.field("id", author.id())
                .field("name", author.name())
                .field("email", author.email())
                .field("bio", author.bio())
                .field("created_at", author.createdAt())
                // Always 0 in the single-user contract.
                .field("image_count", 0);
    }
}
