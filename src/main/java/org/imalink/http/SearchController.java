package org.imalink.http;

import static org.imalink.http.Caller.VIEWER;

import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.imalink.library.Facet;
import org.imalink.library.FoundPhotos;
import org.imalink.library.PhotoQuery;
import org.imalink.library.PhotoSearch;
import org.imalink.library.SearchSuggestions;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Search by words and filters, with counts of what was found, in a form that is small for many photos. */
final class SearchController {
    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_NAME = 100;
    private static final int MOST_TAGS = 20;

    private static final Field<String> TEXT = Field.optional("q", Text.length(0, LONGEST_TEXT));
    private static final Field<LocalDateTime> TAKEN_FROM = Field.optional("taken_from", Moment.ANY);
    private static final Field<LocalDateTime> TAKEN_TO = Field.optional("taken_to", Moment.ANY);
    private static final Field<Long> RATING_MIN = Field.optional("rating_min", WholeNumber.between(0, 5));
    private static final Field<Long> RATING_MAX = Field.optional("rating_max", WholeNumber.between(0, 5));
    private static final Field<Long> AUTHOR_ID = Field.optional("author_id", WholeNumber.ANY);
    private static final Field<List<String>> TAGS =
            Field.optional("tag", new ListOf<>(Text.length(1, LONGEST_NAME), 0, MOST_TAGS));
    private static final Field<String> CAMERA = Field.optional("camera", Text.length(1, LONGEST_NAME));
    private static final Field<String> KIND = Field.optional("kind", Text.length(1, LONGEST_NAME));
    private static final Field<Boolean> HAS_PLACE = Field.optional("has_place", Flag.ANY);
    private static final Field<Boolean> HAS_RAW = Field.optional("has_raw", Flag.ANY);
    private static final Field<Long> IMPORT_SESSION_ID = Field.optional("import_session_id", WholeNumber.ANY);
    private static final Field<String> SORT = Field.withDefault("sort", Text.matching("^(newest|oldest)$"), "newest");
    private static final Field<List<String>> FACETS = Field.optional(
            "facet", new ListOf<>(Text.matching("^(month|author|tag|camera|kind|rating)$"), 0, MOST_TAGS));
    private static final Field<String> TYPED = Field.required("q", Text.length(0, LONGEST_TEXT));

    private SearchController() {}

    static void register(RouteTable table) {
        var search = Inputs.NONE.query(
                TEXT,
                TAKEN_FROM,
                TAKEN_TO,
                RATING_MIN,
                RATING_MAX,
                AUTHOR_ID,
                TAGS,
                CAMERA,
                KIND,
                HAS_PLACE,
                HAS_RAW,
                IMPORT_SESSION_ID,
                SORT,
                FACETS,
                Paging.OFFSET,
                Paging.LIMIT);
        table.read("GET", "/api/v1/search", VIEWER, search, SearchController::search);
        table.read(
                "GET", "/api/v1/search/suggestions", VIEWER, Inputs.NONE.query(TYPED), SearchController::suggestions);
    }

    private static Answer search(Call call, DSLContext tx) {
        var found =
                PhotoSearch.find(tx, call.scope(), query(call), facets(call), Paging.offset(call), Paging.limit(call));
        var rows = found.rows();
        var photos = rows.stream().map(FoundPhotos.Row::photo).toList();
        return Answer.object(out -> GalleryColumns.write(
                        out.field("total", found.total())
                                .field("complete", found.complete())
                                .field("offset", Paging.offset(call))
                                .field("limit", Paging.limit(call)),
                        photos)
                .array("title", rows, (column, row) -> column.text(row.title()))
                .object("facets", found, SearchController::writeFacets));
    }

    private static PhotoQuery query(Call call) {
        return new PhotoQuery(
                call.find(TEXT),
                call.find(TAKEN_FROM),
                call.find(TAKEN_TO),
                whole(call.find(RATING_MIN)),
                whole(call.find(RATING_MAX)),
                call.find(AUTHOR_ID),
                Objects.requireNonNullElse(call.find(TAGS), List.of()),
                call.find(CAMERA),
                call.find(KIND),
                call.find(HAS_PLACE),
                call.find(HAS_RAW),
                call.find(IMPORT_SESSION_ID),
                call.get(SORT).equals("oldest"));
    }

    private static Set<Facet> facets(Call call) {
        var facets = EnumSet.noneOf(Facet.class);
        Objects.requireNonNullElse(call.find(FACETS), List.<String>of()).forEach(name -> facets.add(Facet.named(name)));
        return facets;
    }

    private static void writeFacets(JsonWriter out, FoundPhotos found) {
        found.facets()
                .forEach((facet, counts) -> out.array(
                        facet.key(),
                        counts,
                        (list, count) -> list.object(
                                count,
                                (fields, it) -> fields.field("value", it.value())
                                        .field("name", it.name())
                                        .field("count", it.count()))));
    }

    private static Answer suggestions(Call call, DSLContext tx) {
        var suggestions = SearchSuggestions.of(tx, call.scope(), call.get(TYPED));
        return Answer.object(out -> out.array(
                "suggestions",
                suggestions,
                (list, suggestion) -> list.object(
                        suggestion,
                        (fields, it) -> fields.field("facet", it.facet().key())
                                .field("value", it.value())
                                .field("name", it.name())
                                .field("count", it.count())
                                .field("rest", it.rest()))));
    }

    private static @Nullable Integer whole(@Nullable Long number) {
        return number == null ? null : Math.toIntExact(number);
    }
}
