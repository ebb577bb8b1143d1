package org.imalink.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imalink.database.schema.Tables.IMPORT_SESSIONS;

import org.imalink.database.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class FileStoragesTest extends LibraryContract {
    FileStoragesTest(Engine engine) {
        super(engine);
    }

    @Test
    void a_storage_is_named_by_time_and_uuid_below_its_base_path() {
        var storage = add("/photos");

        assertThat(storage.directoryName())
                .matches("imalink_\\d{8}_\\d{6}_" + storage.storageUuid().substring(0, 8));
        assertThat(storage.fullPath()).isEqualTo("/photos/" + storage.directoryName());
        assertThat(add("/photos/").fullPath()).startsWith("/photos/imalink_");
        assertThat(add("").fullPath()).startsWith("imalink_");
        assertThat(library.read(FileStorages::all)).hasSize(3).first().isEqualTo(storage);
    }

    @Test
    void a_storage_with_import_sessions_cannot_be_deleted() {
        var storage = add("/photos");
        library.write((tx, scope) -> tx.update(IMPORT_SESSIONS)
                .set(IMPORT_SESSIONS.FILE_STORAGE_ID, storage.id())
                .where(IMPORT_SESSIONS.ID.eq(ImportSessions.add(tx, scope, null, null, null)))
                .execute());

        assertThatThrownBy(() -> library.write((tx, scope) -> FileStorages.delete(tx, scope, storage.storageUuid())))
                .isInstanceOf(LibraryException.Conflict.class)
                .hasMessage("Cannot delete FileStorage with 1 import sessions. Delete sessions first.");
    }

    @Test
    void a_deleted_storage_is_missing() {
        var storage = add("/photos");
        library.write((tx, scope) -> FileStorages.delete(tx, scope, storage.storageUuid()));

        assertThatThrownBy(() -> library.read((tx, scope) -> FileStorages.get(tx, scope, storage.storageUuid())))
                .isInstanceOf(LibraryException.Missing.class)
                .hasMessage("FileStorage with UUID " + storage.storageUuid() + " not found");
    }

    @Test
    void an_edit_that_changes_nothing_leaves_the_time_of_the_last_change() {
        var storage = add("/photos");

        var same = library.write(
                (tx, scope) -> FileStorages.edit(tx, scope, storage.storageUuid(), Change.to("Disk"), Change.keep()));
        var other = library.write(
                (tx, scope) -> FileStorages.edit(tx, scope, storage.storageUuid(), Change.keep(), Change.to("Loftet")));

        assertThat(same).isEqualTo(storage);
        assertThat(other.description()).isEqualTo("Loftet");
        assertThat(other.updatedAt()).isAfter(storage.updatedAt());
    }

    private FileStorage add(String basePath) {
        return library.write((tx, scope) -> FileStorages.add(tx, scope, basePath, "Disk", null));
    }
}
