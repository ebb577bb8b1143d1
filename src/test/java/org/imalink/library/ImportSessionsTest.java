package org.imalink.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.imalink.database.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class ImportSessionsTest extends LibraryContract {
    ImportSessionsTest(Engine engine) {
        super(engine);
    }

    @Test
    void sessions_come_newest_first_with_the_number_of_their_files() {
        long first = add("Vinter");
        long second = add("Sommer");
        library.addToSession("sea", second);
        library.addToSession("hill", second);

        var page = library.read((tx, scope) -> ImportSessions.page(tx, scope, 0, 10));

        assertThat(page.total()).isEqualTo(2);
        assertThat(page.rows()).extracting(ImportSession::id).containsExactly(second, first);
        assertThat(page.rows()).extracting(ImportSession::imagesCount).containsExactly(2L, 0L);
    }

    @Test
    void deleting_a_session_deletes_the_rows_of_its_files_and_keeps_the_photos() {
        long session = add("Sommer");
        var added = library.addToSession("sea", session);

        library.write((tx, scope) -> {
            ImportSessions.delete(tx, scope, session);
            return null;
        });

        var photo = library.read((tx, scope) -> Photos.get(tx, scope, added.hothash()));
        assertThat(photo.files()).isEmpty();
        assertThat(photo.primaryFilename()).isEqualTo("Unknown");
        assertThatThrownBy(() -> library.read((tx, scope) -> ImportSessions.get(tx, scope, session)))
                .hasMessage("Import session with id " + session + " not found");
    }

    @Test
    void deleting_a_session_that_does_not_exist_keeps_files_that_name_it() {
        var added = library.addToSession("sea", 1_700_000_000L);

        assertThatThrownBy(() -> library.write((tx, scope) -> {
                    ImportSessions.delete(tx, scope, 1_700_000_000L);
                    return null;
                }))
                .isInstanceOf(LibraryException.Missing.class);
        assertThat(library.read((tx, scope) -> Photos.get(tx, scope, added.hothash()))
                        .files())
                .hasSize(1);
    }

    @Test
    void an_edit_changes_what_it_names() {
        long session = add("Sommer");
        library.write((tx, scope) -> {
            ImportSessions.edit(tx, scope, session, Change.keep(), Change.to("Tre uker"), Change.to(9L));
            return null;
        });

        var edited = library.read((tx, scope) -> ImportSessions.get(tx, scope, session));
        assertThat(edited.title()).isEqualTo("Sommer");
        assertThat(edited.description()).isEqualTo("Tre uker");
        assertThat(edited.defaultAuthorId()).isEqualTo(9);
    }

    private long add(String title) {
        return library.write((tx, scope) -> ImportSessions.add(tx, scope, title, null, null));
    }
}
