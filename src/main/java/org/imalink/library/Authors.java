package org.imalink.library;

import static org.imalink.database.schema.Tables.AUTHORS;
import static org.imalink.database.schema.Tables.IMPORT_SESSIONS;
import static org.imalink.database.schema.Tables.PHOTOS;
import static org.jooq.impl.DSL.lower;

import java.util.Optional;
import org.imalink.access.Scope;
import org.imalink.database.Engine;
import org.imalink.database.Timestamps;
import org.imalink.database.schema.tables.records.AuthorsRecord;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The authors of a library; no two with the same name, whatever the case of its ASCII letters. */
public final class Authors {
    private Authors() {}

    /** @throws LibraryException.Missing when the viewer has no such author */
    public static Author get(DSLContext tx, Scope scope, long id) {
        return tx.selectFrom(AUTHORS)
                .where(withId(scope, id))
                .fetchOptional(Authors::author)
                .orElseThrow(() -> new LibraryException.Missing("Author", id));
    }

    /** In the order of their names. */
    public static Page<Author> page(DSLContext tx, Scope scope, long offset, int limit) {
        var rows = tx.selectFrom(AUTHORS)
                .where(scope.rows(AUTHORS))
                .orderBy(AUTHORS.NAME, AUTHORS.ID)
                .limit(limit)
                .offset(offset)
                .fetch(Authors::author);
        return new Page<>(rows, tx.fetchCount(AUTHORS, scope.rows(AUTHORS)));
    }

    /**
     * @param name trimmed; at least 2 characters are left
     * @param email trimmed; empty counts as none
     * @throws LibraryException.Rejected when a rule forbids it or the name is taken
     */
    public static Author add(DSLContext tx, Scope scope, String name, @Nullable String email, @Nullable String bio) {
        var checkedName = AuthorRules.checkedName(name);
        var checkedEmail = AuthorRules.checkedEmail(email);
        refuseTaken(tx, scope, name, checkedName, null);
        var now = Timestamps.now();
        var added = author(tx.insertInto(AUTHORS)
                .set(scope.ownership(tx))
                .set(AUTHORS.NAME, checkedName)
                .set(AUTHORS.EMAIL, checkedEmail)
                .set(AUTHORS.BIO, AuthorRules.blankAsNull(bio))
                .set(AUTHORS.CREATED_AT, now)
                .set(AUTHORS.UPDATED_AT, now)
                .returning()
                .fetchSingle());
        // Photos may have named the id before there was an author.
        SearchIndex.refresh(tx, scope, SearchIndex.photosOfAuthor(tx, scope, added.id()));
        return added;
    }

    /** The author with this name, who is added when there is none. */
    public static Author findOrAdd(DSLContext tx, Scope scope, String name) {
        lockNames(tx, scope);
        return named(tx, scope, AuthorRules.checkedName(name)).orElseGet(() -> add(tx, scope, name, null, null));
    }

    /**
     * Changes what the edit names.
     *
     * @throws LibraryException.Missing when the viewer has no such author
     * @throws LibraryException.Rejected when a rule forbids it or the name is taken
     */
    public static Author edit(
            DSLContext tx, Scope scope, long id, Change<String> name, Change<String> email, Change<String> bio) {
        var before = get(tx, scope, id);
        var checkedName = before.name();
        if (name instanceof Change.To<String>(var wanted)) {
            checkedName = AuthorRules.checkedName(wanted);
            refuseTaken(tx, scope, wanted == null ? "" : wanted, checkedName, id);
        }
        var checkedEmail =
                email instanceof Change.To<String>(var wanted) ? AuthorRules.checkedEmail(wanted) : before.email();
        var checkedBio = bio instanceof Change.To<String>(var wanted) ? AuthorRules.blankAsNull(wanted) : before.bio();
        var after = new Author(id, checkedName, checkedEmail, checkedBio, before.createdAt());
        if (!after.equals(before)) {
            tx.update(AUTHORS)
                    .set(AUTHORS.NAME, checkedName)
                    .set(AUTHORS.EMAIL, checkedEmail)
                    .set(AUTHORS.BIO, checkedBio)
                    .set(AUTHORS.UPDATED_AT, Timestamps.now())
                    .where(AUTHORS.ID.eq(id))
                    .execute();
        }
        return after;
    }

    /**
     * A step towards {@link #delete} where many photos name the author: some of them name nobody then. It is meant for a
     * transaction of its own, and writes nothing where few photos are left.
     *
     * @return whether it did something, so that there may be more to do before the author is deleted
     * @throws LibraryException.Missing when the viewer has no such author
     */
    public static boolean leaveSomePhotos(DSLContext tx, Scope scope, long id) {
        SearchIndex.lock(tx, scope);
        get(tx, scope, id);
        var photos = SearchIndex.somePhotosOfAuthor(tx, scope, id);
        if (photos.size() <= SearchIndex.PHOTOS_PER_STEP) {
            return false;
        }
        tx.update(PHOTOS)
                .setNull(PHOTOS.AUTHOR_ID)
                .where(PHOTOS.ID.in(photos))
                .and(scope.rows(PHOTOS))
                .execute();
        SearchIndex.refresh(tx, scope, photos);
        return true;
    }

    /**
     * Deletes the author; photos and import sessions that named them name nobody. Where many do, {@link #leaveSomePhotos}
     * comes before, so that nobody waits for this.
     *
     * @throws LibraryException.Missing when the viewer has no such author
     */
    public static void delete(DSLContext tx, Scope scope, long id) {
        SearchIndex.lock(tx, scope);
        get(tx, scope, id);
        var photos = SearchIndex.photosOfAuthor(tx, scope, id);
        tx.update(PHOTOS)
                .setNull(PHOTOS.AUTHOR_ID)
                .where(PHOTOS.AUTHOR_ID.eq(id))
                .and(scope.rows(PHOTOS))
                .execute();
        tx.update(IMPORT_SESSIONS)
                .setNull(IMPORT_SESSIONS.DEFAULT_AUTHOR_ID)
                .where(IMPORT_SESSIONS.DEFAULT_AUTHOR_ID.eq(id))
                .and(scope.rows(IMPORT_SESSIONS))
                .execute();
        tx.deleteFrom(AUTHORS).where(AUTHORS.ID.eq(id)).execute();
        SearchIndex.refresh(tx, scope, photos);
    }

    private static void refuseTaken(DSLContext tx, Scope scope, String sent, String name, @Nullable Long except) {
        lockNames(tx, scope);
        if (named(tx, scope, name)
                .filter(author -> except == null || author.id() != except)
                .isPresent()) {
            throw new LibraryException.Rejected("Author with name '" + sent + "' already exists");
        }
    }

    /** Both engines fold the case of ASCII letters only, the columns being compared byte by byte. */
    private static Optional<Author> named(DSLContext tx, Scope scope, String name) {
        return tx.selectFrom(AUTHORS)
                .where(scope.rows(AUTHORS))
                .and(lower(AUTHORS.NAME).eq(asciiLower(name)))
                .orderBy(AUTHORS.ID)
                .limit(1)
                .fetchOptional(Authors::author);
    }

    /** Folded here, because PostgreSQL would fold all letters of a value that is no column's. */
    private static String asciiLower(String name) {
        return name.chars()
                .map(letter -> letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Keeps two writers from adding the same name at once, where writers do not wait for each other anyway. */
    private static void lockNames(DSLContext tx, Scope scope) {
        SearchIndex.lock(tx, scope);
        if (Engine.of(tx) == Engine.POSTGRESQL) {
            tx.execute("lock table authors in share row exclusive mode");
        }
    }

    private static Condition withId(Scope scope, long id) {
        return scope.rows(AUTHORS).and(AUTHORS.ID.eq(id));
    }

    private static Author author(AuthorsRecord row) {
        return new Author(row.getId(), row.getName(), row.getEmail(), row.getBio(), row.getCreatedAt());
    }
}
