package org.imalink.library;

import static org.imalink.database.schema.Tables.AUTHORS;
import static org.imalink.database.schema.Tables.IMPORT_SESSIONS;
import static org.imalink.database.schema.Tables.PHOTO_SEARCH;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imalink.access.Scope;
import org.imalink.database.Engine;
import org.imalink.database.KeptQuery;
import org.imalink.library.SearchTerms.Filter;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A query as the full-text indexes of both engines understand it: terms of one owner, and a stretch of time.
 *
 * @param all each must be found
 * @param from the lowest {@link SortKey}
 * @param to the highest {@link SortKey}
 * @param few whether PostgreSQL does best to find all hits and put them in order then, instead of looking through photos
 *     in their order until there are enough; its own guesses about beginnings of words are too rough for that
 */
record SearchMatch(List<AnyOf> all, long from, long to, boolean oldestFirst, boolean few) {
    /** Words beyond these do not narrow a search further. */
    private static final int MOST_WORDS = 16;

    private static final int MOST_AUTHORS = 2000;
    private static final int MOST_AUTHORS_OF_A_WORD = 50;

    private static final Field<Long> ROW = DSL.field("photo_search_fts.rowid", Long.class);

    /** The full-text index walks its rows in their order, and stops when there are enough; a cross join keeps it first. */
    private static final Table<?> FULL_TEXT = DSL.table("photo_search_fts").crossJoin(PHOTO_SEARCH);

    private static final int LOWEST_RATING = 0;
    private static final int HIGHEST_RATING = 5;

    private static final KeptQuery<Scope> NAMED_AUTHORS = new KeptQuery<>(scope -> DSL.select(AUTHORS.ID, AUTHORS.NAME)
            .from(AUTHORS)
            .where(scope.rows(AUTHORS))
            .orderBy(AUTHORS.ID)
            .limit(DSL.inline(MOST_AUTHORS)));

    /** A page of photos by their words, on SQLite. */
    private static final KeptQuery<Asker> IN_FULL_TEXT = new KeptQuery<>(asker -> DSL.select(PHOTO_SEARCH.PHOTO_ID)
            .from(FULL_TEXT)
            .where(inFullText(
                    asker.scope(),
                    KeptQuery.given(0, Long.class),
                    KeptQuery.given(1, Long.class),
                    KeptQuery.given(2, String.class)))
            .orderBy(asker.oldestFirst() ? ROW.asc() : ROW.desc())
            .limit(KeptQuery.given(3, Integer.class))
            .offset(KeptQuery.given(4, Long.class)));

    private record Asker(Scope scope, boolean oldestFirst) {}

    /** Terms of which one must be found. */
    record AnyOf(List<Term> terms) {
        static AnyOf one(String text) {
            return new AnyOf(List.of(new Term(text, false)));
        }
    }

    record Term(String text, boolean beginning) {}

    /** Empty when nothing can be found: a text without any word, or a session that the viewer does not have. */
    static Optional<SearchMatch> of(DSLContext tx, Scope scope, PhotoQuery query) {
        var all = new ArrayList<AnyOf>();
        var terms = new SearchTerms(scope.owner());
        if (query.text() != null && !query.text().isBlank()) {
            var words = SearchWords.typed(query.text());
            if (words.isEmpty()) {
                return Optional.empty();
            }
            var authors = words.isEmpty() ? List.<NamedAuthor>of() : authors(tx, scope);
            words.stream()
                    .limit(MOST_WORDS)
                    .map(word -> word(terms, word, authors))
                    .forEach(all::add);
        }
        query.tags().forEach(tag -> all.add(AnyOf.one(terms.filter(Filter.TAG, tag))));
        add(all, terms, Filter.AUTHOR, query.authorId());
        add(all, terms, Filter.CAMERA, query.camera());
        add(all, terms, Filter.KIND, query.kind());
        add(all, terms, Filter.PLACE, query.hasPlace());
        add(all, terms, Filter.RAW, query.hasRaw());
        add(all, terms, Filter.SESSION, query.importSessionId());
        if (query.ratingMin() != null || query.ratingMax() != null) {
            int least = query.ratingMin() == null ? LOWEST_RATING : query.ratingMin();
            int most = query.ratingMax() == null ? HIGHEST_RATING : query.ratingMax();
            if (least > most) {
                return Optional.empty();
            }
            all.add(new AnyOf(IntStream.rangeClosed(least, most)
                    .mapToObj(stars -> new Term(terms.filter(Filter.RATING, stars), false))
                    .toList()));
        }
        if (query.importSessionId() != null && !isThere(tx, scope, query.importSessionId())) {
            return Optional.empty();
        }
        var match = new SearchMatch(all, lowest(query), highest(query), query.oldestFirst(), false);
        return Optional.of(
                Engine.of(tx) == Engine.POSTGRESQL && !all.isEmpty() ? match.withFew(match.hasFew(tx)) : match);
    }

    private static void add(List<AnyOf> all, SearchTerms terms, Filter filter, @Nullable Object value) {
        if (value != null) {
            all.add(AnyOf.one(terms.filter(filter, value)));
        }
    }

    private static long lowest(PhotoQuery query) {
        if (query.takenFrom() != null) {
            return SortKey.from(query.takenFrom());
        }
        return query.takenTo() != null ? SortKey.FIRST_DATED : SortKey.FIRST;
    }

    private static long highest(PhotoQuery query) {
        return query.takenTo() == null ? SortKey.LAST : SortKey.to(query.takenTo());
    }

    private static boolean isThere(DSLContext tx, Scope scope, long session) {
        return tx.fetchExists(IMPORT_SESSIONS, scope.rows(IMPORT_SESSIONS).and(IMPORT_SESSIONS.ID.eq(session)));
    }

    private record NamedAuthor(long id, Collection<String> words) {}

    /** Names are looked up here instead of in the index, so that renaming an author changes no photo. */
    private static List<NamedAuthor> authors(DSLContext tx, Scope scope) {
        return NAMED_AUTHORS.all(
                tx, scope, List.of(), row -> new NamedAuthor(row.getLong(1), SearchWords.indexed(row.getString(2))));
    }

    private static AnyOf word(SearchTerms terms, String word, List<NamedAuthor> authors) {
        return new AnyOf(Stream.concat(
                        Stream.of(new Term(terms.word(word), true)),
                        authors.stream()
                                .filter(author -> author.words().stream().anyMatch(name -> name.startsWith(word)))
                                .limit(MOST_AUTHORS_OF_A_WORD)
                                .map(author -> new Term(terms.filter(Filter.AUTHOR, author.id()), false)))
                .toList());
    }

    private SearchMatch withFew(boolean other) {
        return new SearchMatch(all, from, to, oldestFirst, other);
    }

    /**
     * Counts by the terms alone, so that no other index tempts the planner. They are of one owner: nobody else's photos are
     * among the hits.
     */
    private boolean hasFew(DSLContext tx) {
        var some = tx.select(DSL.inline(1))
                .from(PHOTO_SEARCH)
                .where(postgresql())
                .limit(PhotoSearch.MOST_COUNTED + 1)
                .asTable("hits");
        return tx.select(DSL.count()).from(some).fetchSingle().value1() <= PhotoSearch.MOST_COUNTED;
    }

    private Condition bySortKey(Scope scope) {
        var condition = scope.rows(PHOTO_SEARCH.USER_ID).and(PHOTO_SEARCH.SORT_KEY.between(from, to));
        return all.isEmpty() ? condition : condition.and(postgresql());
    }

    /** Whether this finds every photo. */
    boolean isEverything() {
        return all.isEmpty() && from == SortKey.FIRST && to == SortKey.LAST;
    }

    /** The rows of {@code photo_search} that are found, in order. */
    Select<Record> select(DSLContext tx, Scope scope, long offset, int limit, SelectField<?>... fields) {
        if (few) {
            var hits = DSL.name(PHOTO_SEARCH.getName())
                    .asMaterialized(tx.select(PHOTO_SEARCH.SORT_KEY, PHOTO_SEARCH.PHOTO_ID, PHOTO_SEARCH.FACETS)
                            .from(PHOTO_SEARCH)
                            .where(bySortKey(scope)));
            return tx.with(hits)
                    .select(fields)
                    .from(hits)
                    .orderBy(oldestFirst ? PHOTO_SEARCH.SORT_KEY.asc() : PHOTO_SEARCH.SORT_KEY.desc())
                    .limit(limit)
                    .offset(offset);
        }
        boolean inFullText = isInFullText(tx);
        Field<Long> key = inFullText ? ROW : PHOTO_SEARCH.SORT_KEY;
        var condition =
                inFullText ? inFullText(scope, DSL.val(from), DSL.val(to), DSL.val(sqlite())) : bySortKey(scope);
        return tx.select(fields)
                .from(inFullText ? FULL_TEXT : PHOTO_SEARCH)
                .where(condition)
                .orderBy(oldestFirst ? key.asc() : key.desc())
                .limit(limit)
                .offset(offset);
    }

    /** The photos that are found, in order. */
    List<Long> photos(DSLContext tx, Scope scope, long offset, int limit) {
        return isInFullText(tx)
                ? IN_FULL_TEXT.all(
                        tx,
                        new Asker(scope, oldestFirst),
                        List.of(from, to, sqlite(), limit, offset),
                        row -> row.getLong(1))
                : select(tx, scope, offset, limit, PHOTO_SEARCH.PHOTO_ID).fetch(PHOTO_SEARCH.PHOTO_ID);
    }

    private boolean isInFullText(DSLContext tx) {
        return !all.isEmpty() && Engine.of(tx) == Engine.SQLITE;
    }

    private static Condition inFullText(Scope scope, Field<Long> from, Field<Long> to, Field<String> match) {
        return scope.rows(PHOTO_SEARCH.USER_ID)
                .and(ROW.between(from, to))
                .and(PHOTO_SEARCH.SORT_KEY.eq(ROW))
                .and(DSL.condition("photo_search_fts match {0}", match));
    }

    /** Terms hold letters, digits and characters for private use only, so that nothing in them can end a quotation. */
    private String sqlite() {
        return joined("\"%s\"", "\"%s\" *", " OR ", " AND ");
    }

    /** Written out, so that the plan is made for these words: some find ten photos, others all. */
    private Condition postgresql() {
        return DSL.condition("photo_search.terms @@ {0}::tsquery", DSL.inline(joined("'%s'", "'%s':*", " | ", " & ")));
    }

    private String joined(String whole, String beginning, String or, String and) {
        return all.stream()
                .map(any -> any.terms().stream()
                        .map(term -> (term.beginning() ? beginning : whole).formatted(term.text()))
                        .collect(Collectors.joining(or, "(", ")")))
                .collect(Collectors.joining(and));
    }
}
