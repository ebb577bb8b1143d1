package org.imalink.http;

import static org.imalink.http.Caller.IMPORTER;
import static org.imalink.http.Caller.OPERATOR;

import java.util.List;
import org.imalink.ingest.ImportQueue;
import org.imalink.ingest.ImportRequest;

/** Imports of folders of the server's machine: by the operator, and by people who were given that right. */
final class ImportController {
    private static final Field<List<String>> PATHS =
            Field.required("paths", new ListOf<>(Text.length(1, 4096), 1, Integer.MAX_VALUE));
    private static final Field<String> TITLE = Field.optional("title", Text.length(0, 255));
    private static final Field<String> AUTHOR = Field.optional("author", Text.length(0, 255));

    private final ImportQueue imports;

    ImportController(ImportQueue imports) {
        this.imports = imports;
    }

    void register(RouteTable table) {
        var wanted = Inputs.NONE.body(List.of(PATHS, TITLE, AUTHOR));
        table.free("POST", "/api/v1/imports", IMPORTER, Effect.WRITE, wanted, this::start);
        table.free("POST", "/api/v1/operator/imports", OPERATOR, Effect.WRITE, wanted, this::start);
    }

    private Answer start(Call call) {
        var request = new ImportRequest(call.get(PATHS), call.find(TITLE), call.find(AUTHOR), true);
        return JobController.answer(imports.submit(call.scope(), request)).status(202);
    }
}
