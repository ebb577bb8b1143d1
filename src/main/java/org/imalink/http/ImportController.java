package org.imalink.http;

import static org.imalink.http.Caller.IMPORTER;
import static org.imalink.http.Caller.OPERATOR;

import java.util.List;
import org.imalink.access.Scope;
import org.imalink.access.Standing;
import org.imalink.account.Accounts;
import org.imalink.database.Database;
import org.imalink.ingest.ImportQueue;
import org.imalink.ingest.ImportRequest;
import org.imalink.operation.jobs.Job;

/** Imports of folders of the server's machine: by the operator, and by people who were given that right. */
final class ImportController {
    private static final Field<List<String>> PATHS =
            Field.required("paths", new ListOf<>(Text.length(1, 4096), 1, Integer.MAX_VALUE));
    private static final Field<String> TITLE = Field.optional("title", Text.length(0, 255));
    private static final Field<String> AUTHOR = Field.optional("author", Text.length(0, 255));

    private static final Field<String> USER = Field.optional("user", Text.length(1, 255));

    private final Database database;
    private final Accounts accounts;
    private final ImportQueue imports;

    ImportController(Database database, Accounts accounts, ImportQueue imports) {
        this.database = database;
        this.accounts = accounts;
        this.imports = imports;
    }

    void register(RouteTable table) {
        var wanted = Inputs.NONE.body(List.of(PATHS, TITLE, AUTHOR));
        var wantedForUser = Inputs.NONE.body(List.of(PATHS, TITLE, AUTHOR, USER));
        table.free("POST", "/api/v1/imports", IMPORTER, Effect.WRITE, wanted, this::startOwn);
        table.free("POST", "/api/v1/operator/imports", OPERATOR, Effect.WRITE, wantedForUser, this::startOperators);
    }

    private Answer startOwn(Call call) {
        return answer(imports.submit(
                call.scope(), request(call).askedBy(call.signedIn().user())));
    }

    private Answer startOperators(Call call) {
        var user = call.find(USER);
        return answer(imports.submit(user == null ? call.scope() : scopeOf(user), request(call)));
    }

    private Scope scopeOf(String nameOrEmail) {
        return database.read(tx -> accounts.find(tx, nameOrEmail)
                .map(user -> Scope.onBehalfOf(user.id(), Standing.read(tx).phase()))
                .orElseThrow(() ->
                        Failure.of(404, Problem.NOT_FOUND, "There is no user with the name " + nameOrEmail + ".")));
    }

    private static ImportRequest request(Call call) {
        return new ImportRequest(call.get(PATHS), call.find(TITLE), call.find(AUTHOR), true);
    }

    private static Answer answer(Job job) {
        return JobController.answer(job).status(202);
    }
}
