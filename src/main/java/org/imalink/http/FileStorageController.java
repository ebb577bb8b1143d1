package org.imalink.http;

import static org.imalink.http.Caller.VIEWER;

import java.util.List;
import org.imalink.library.Change;
import org.imalink.library.FileStorage;
import org.imalink.library.FileStorages;
import org.jooq.DSLContext;

/** Places on disk where originals lie, as clients note them; nothing is opened or made there. */
final class FileStorageController {
    private static final Field<String> UUID = Field.required("uuid", Text.ANY);
    private static final Field<String> BASE_PATH = Field.required("base_path", Text.ANY);
    private static final Field<String> DISPLAY_NAME = Field.required("display_name", Text.ANY);
    private static final Field<String> NEW_DISPLAY_NAME = Field.optional("display_name", Text.ANY);
    private static final Field<String> DESCRIPTION = Field.optional("description", Text.ANY);

    private FileStorageController() {}

    static void register(RouteTable table) {
        var one = Inputs.path(UUID);
        var created = Inputs.NONE.body(List.of(BASE_PATH, DISPLAY_NAME, DESCRIPTION));
        var edited = one.body(List.of(NEW_DISPLAY_NAME, DESCRIPTION));
        table.read("GET", "/api/v1/file-storage/", VIEWER, Inputs.NONE, FileStorageController::list);
        table.write("POST", "/api/v1/file-storage/", VIEWER, created, FileStorageController::create);
        table.read("GET", "/api/v1/file-storage/{uuid}", VIEWER, one, FileStorageController::get);
        table.write("PUT", "/api/v1/file-storage/{uuid}", VIEWER, edited, FileStorageController::update);
        table.write("DELETE", "/api/v1/file-storage/{uuid}", VIEWER, one, FileStorageController::delete);
    }

    private static Answer list(Call call, DSLContext tx) {
        var storages = FileStorages.all(tx, call.scope());
        return Answer.object(out -> out.field("success", true)
                .object(
                        "data",
                        storages,
                        (data, all) -> data.array(
                                        "storages",
                                        all,
                                        (list, storage) -> list.object(storage, FileStorageController::write))
                                .field("total_count", all.size())));
    }

    private static Answer create(Call call, DSLContext tx) {
        var storage =
                FileStorages.add(tx, call.scope(), call.get(BASE_PATH), call.get(DISPLAY_NAME), call.find(DESCRIPTION));
        return Answer.object(out -> out.field("success", true)
                        .field("message", "FileStorage created successfully")
                        .object(
                                "data",
                                storage,
                                (data, added) -> data.field("id", added.id())
                                        .field("storage_uuid", added.storageUuid())
                                        .field("directory_name", added.directoryName())
                                        .field("full_path", added.fullPath())
                                        .field("display_name", added.displayName())))
                .status(201);
    }

    private static Answer get(Call call, DSLContext tx) {
        var storage = FileStorages.get(tx, call.scope(), call.get(UUID));
        int sessions = FileStorages.sessionsCount(tx, call.scope(), storage);
        return Answer.object(out -> out.field("success", true).object("data", storage, (data, found) -> {
            write(data, found);
            data.field("import_sessions_count", sessions);
        }));
    }

    private static Answer update(Call call, DSLContext tx) {
        var storage = FileStorages.edit(
                tx,
                call.scope(),
                call.get(UUID),
                Change.unlessNull(call.find(NEW_DISPLAY_NAME)),
                Change.unlessNull(call.find(DESCRIPTION)));
        return Answer.object(out -> out.field("success", true)
                .field("message", "FileStorage metadata updated successfully")
                .object(
                        "data",
                        storage,
                        (data, edited) -> data.field("storage_uuid", edited.storageUuid())
                                .field("display_name", edited.displayName())
                                .field("description", edited.description())
                                .field("updated_at", edited.updatedAt())));
    }

    private static Answer delete(Call call, DSLContext tx) {
        var storage = FileStorages.delete(tx, call.scope(), call.get(UUID));
        return Answer.object(out -> out.field("success", true)
                .field("message", "FileStorage record '" + storage.displayName() + "' deleted successfully")
                .object(
                        "data",
                        storage,
                        (data, deleted) -> data.field("storage_uuid", deleted.storageUuid())
                                .field("deleted_name", deleted.displayName())));
    }

    private static void write(JsonWriter out, FileStorage storage) {
        out.field("id", storage.id())
                .field("storage_uuid", storage.storageUuid())
                .field("directory_name", storage.directoryName())
                .field("base_path", storage.basePath())
                .field("full_path", storage.fullPath())
                .field("display_name", storage.displayName())
                .field("description", storage.description())
                .field("created_at", storage.createdAt())
                .field("updated_at", storage.updatedAt());
    }
}
