package org.imalink.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.imalink.database.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class AuthorsTest extends LibraryContract {
    AuthorsTest(Engine engine) {
        super(engine);
    }

    @Test
    void authors_are_trimmed_and_listed_by_name() {
        add("  Åse ");
        add("Bo");
        add("anne");

        assertThat(library.read((tx, scope) -> Authors.page(tx, scope, 0, 10)).rows())
                .extracting(Author::name)
                .as("byte by byte, as the single-user server did")
                .containsExactly("Bo", "anne", "Åse");
    }

    @Test
    void a_name_that_differs_only_in_the_case_of_ascii_letters_is_taken() {
        add("Kari");

        assertThatThrownBy(() -> add(" KARI "))
                .isInstanceOf(LibraryException.Rejected.class)
                .hasMessage("Author with name ' KARI ' already exists");
        assertThat(library.read((tx, scope) -> Authors.findOrAdd(tx, scope, "kari"))
                        .name())
                .isEqualTo("Kari");
    }

    @Test
    void of_many_who_add_the_same_name_at_once_one_succeeds() throws Exception {
        int writers = 4;
        int rounds = 30;
        var barrier = new CyclicBarrier(writers);
        var succeeded = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(writers)) {
            var done = IntStream.range(0, writers)
                    .mapToObj(writer -> threads.submit(() -> {
                        for (int round = 0; round < rounds; round++) {
                            var name = "author " + round;
                            barrier.await(20, TimeUnit.SECONDS);
                            if (tryToAdd(writer % 2 == 0 ? name : name.toUpperCase(Locale.ROOT))) {
                                succeeded.incrementAndGet();
                            }
                        }
                        return null;
                    }))
                    .toList();
            for (var each : done) {
                each.get();
            }
        }

        assertThat(succeeded).hasValue(rounds);
    }

    private boolean tryToAdd(String name) {
        try {
            add(name);
            return true;
        } catch (LibraryException.Rejected e) {
            return false;
        }
    }

    @Test
    void names_and_emails_against_the_rules_are_refused_with_the_reason() {
        assertThatThrownBy(() -> add("  ")).hasMessage("Author name cannot be empty");
        assertThatThrownBy(() -> add("x")).hasMessage("Author name must be at least 2 characters");
        assertThatThrownBy(() -> library.write((tx, scope) -> Authors.add(tx, scope, "Kari", "not an address", null)))
                .hasMessage("Invalid email format");
        assertThat(library.write((tx, scope) -> Authors.add(tx, scope, "Kari", "", null))
                        .email())
                .isNull();
    }

    @Test
    void an_edit_keeps_what_it_does_not_name_and_clears_what_it_sets_to_null() {
        var kari = library.write((tx, scope) -> Authors.add(tx, scope, "Kari", "kari@example.org", "Bor i Oslo"));

        var edited = library.write(
                (tx, scope) -> Authors.edit(tx, scope, kari.id(), Change.to("KARI"), Change.keep(), Change.to(null)));

        assertThat(edited).isEqualTo(new Author(kari.id(), "KARI", "kari@example.org", null, kari.createdAt()));
        assertThat(library.<Author>read((tx, scope) -> Authors.get(tx, scope, kari.id())))
                .isEqualTo(edited);
    }

    @Test
    void a_deleted_author_leaves_photos_and_sessions_without_one() {
        var kari = add("Kari");
        var photo = library.add(
                "sea", "sea.jpg", new NewImageFile.PhotoMetadata(null, null, null, null, null, null, null, kari.id()));
        long session = library.write((tx, scope) -> ImportSessions.add(tx, scope, "Sommer", null, kari.id()));

        library.write((tx, scope) -> {
            Authors.delete(tx, scope, kari.id());
            return null;
        });

        assertThat(library.read((tx, scope) -> Photos.get(tx, scope, photo.hothash()))
                        .authorId())
                .isNull();
        assertThat(library.read((tx, scope) -> ImportSessions.get(tx, scope, session))
                        .defaultAuthorId())
                .isNull();
        assertThatThrownBy(() -> library.read((tx, scope) -> Authors.get(tx, scope, kari.id())))
                .isInstanceOf(LibraryException.Missing.class)
                .hasMessage("Author with id " + kari.id() + " not found");
    }

    private Author add(String name) {
        return library.write((tx, scope) -> Authors.add(tx, scope, name, null, null));
    }
}
