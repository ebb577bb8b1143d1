package org.imalink.http;

import static org.imalink.http.Caller.VIEWER;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.imalink.access.Scope;
import org.imalink.library.Change;
import org.imalink.library.Page;
import org.imalink.library.Photo;
import org.imalink.library.PhotoEdit;
import org.imalink.library.PhotoFilter;
import org.imalink.library.PhotoOrder;
import org.imalink.library.Photos;
import org.imalink.preview.Hotpreviews;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Photos: lists, search, and what a person writes about one. */
final class PhotoController {
    static final Field<String> HOTHASH = Field.required("hothash", Text.ANY);
    static final Inputs ONE = Inputs.path(HOTHASH);

    private static final Field<Long> BY_AUTHOR = Field.optional("author_id", WholeNumber.ANY);

    private static final Field<String> TITLE = Field.optional("title", Text.length(0, 255));
    private static final Field<String> DESCRIPTION = Field.optional("description", Text.ANY);
    private static final Field<List<String>> TAGS = Field.optional("tags", ListOf.any(Text.ANY));
    private static final Field<Long> RATING = Field.optional("rating", WholeNumber.between(0, 5));
    private static final Field<Long> AUTHOR_ID = Field.optional("author_id", WholeNumber.ANY);
    private static final List<Field<?>> EDIT = List.of(TITLE, DESCRIPTION, TAGS, RATING, AUTHOR_ID);

    private static final Field<String> TEXT = Field.optional("q", Text.ANY);
    private static final Field<Long> RATING_MIN = Field.optional("rating_min", WholeNumber.between(0, 5));
    private static final Field<Long> RATING_MAX = Field.optional("rating_max", WholeNumber.between(0, 5));
    private static final Field<LocalDateTime> TAKEN_AFTER = Field.optional("taken_after", Moment.ANY);
    private static final Field<LocalDateTime> TAKEN_BEFORE = Field.optional("taken_before", Moment.ANY);
    private static final Field<Boolean> HAS_GPS = Field.optional("has_gps", Flag.ANY);
    private static final Field<Boolean> HAS_RAW = Field.optional("has_raw", Flag.ANY);
    private static final Field<String> SORT_BY = Field.withDefault("sort_by", Text.ANY, "taken_at");
    private static final Field<String> SORT_ORDER =
            Field.withDefault("sort_order", Text.matching("^(asc|desc)$"), "desc");
    private static final List<Field<?>> SEARCH = List.of(
            TEXT,
            AUTHOR_ID,
            TAGS,
            RATING_MIN,
            RATING_MAX,
            TAKEN_AFTER,
            TAKEN_BEFORE,
            HAS_GPS,
            HAS_RAW,
            Paging.OFFSET,
            Paging.LIMIT,
            SORT_BY,
            SORT_ORDER);

    private PhotoController() {}

    static void register(RouteTable table) {
        var list = Inputs.NONE.query(Paging.OFFSET, Paging.LIMIT, BY_AUTHOR);
        table.read("GET", "/api/v1/photos/", VIEWER, list, PhotoController::page);
        table.read("POST", "/api/v1/photos/search", VIEWER, Inputs.NONE.body(SEARCH), PhotoController::search);
        table.read("GET", "/api/v1/photos/{hothash}", VIEWER, ONE, PhotoController::get);
        table.write("PUT", "/api/v1/photos/{hothash}", VIEWER, ONE.body(EDIT), PhotoController::update);
        table.write("DELETE", "/api/v1/photos/{hothash}", VIEWER, ONE, PhotoController::delete);
        table.write("PATCH", "/api/v1/photos/{hothash}/details", VIEWER, ONE.body(EDIT), PhotoController::patch);
    }

    private static Answer page(Call call, DSLContext tx) {
        return page(call, tx, filter(null, call.find(BY_AUTHOR)), PhotoOrder.NEWEST_FIRST);
    }

    private static Answer search(Call call, DSLContext tx) {
        return page(call, tx, filter(call, call.find(AUTHOR_ID)), order(call));
    }

    private static Answer page(Call call, DSLContext tx, PhotoFilter filter, PhotoOrder order) {
        Page<Photo> page = Photos.page(tx, call.scope(), filter, order, Paging.offset(call), Paging.limit(call));
        var hotpreviews =
                Hotpreviews.findAll(tx, page.rows().stream().map(Photo::hothash).toList());
        return Paging.answer(call, page, (out, photo) -> PhotoJson.write(out, photo, hotpreviews.get(photo.hothash())));
    }

    /** @param search null for a list without conditions but the author */
    private static PhotoFilter filter(@Nullable Call search, @Nullable Long authorId) {
        // 0 is how clients say that they do not care.
        var author = authorId != null && authorId == 0 ? null : authorId;
        if (search == null) {
            return author == null ? PhotoFilter.ALL : PhotoFilter.byAuthor(author);
        }
        return new PhotoFilter(
                search.find(TEXT),
                author,
                Objects.requireNonNullElse(search.find(TAGS), List.of()),
                whole(search.find(RATING_MIN)),
                whole(search.find(RATING_MAX)),
                search.find(TAKEN_AFTER),
                search.find(TAKEN_BEFORE),
                search.find(HAS_GPS),
                search.find(HAS_RAW));
    }

    private static PhotoOrder order(Call search) {
        var by = switch (search.get(SORT_BY).toLowerCase(Locale.ROOT)) {
            case "created_at" -> PhotoOrder.By.CREATED_AT;
            case "updated_at" -> PhotoOrder.By.UPDATED_AT;
            case "title" -> PhotoOrder.By.TITLE;
            case "rating" -> PhotoOrder.By.RATING;
            default -> PhotoOrder.By.TAKEN_AT;
        };
        return new PhotoOrder(by, search.get(SORT_ORDER).equals("desc"));
    }

    private static Answer get(Call call, DSLContext tx) {
        return answer(tx, call.scope(), call.get(HOTHASH));
    }

    private static Answer update(Call call, DSLContext tx) {
        var edit = new PhotoEdit(
                Change.unlessNull(call.find(TITLE)),
                Change.unlessNull(call.find(DESCRIPTION)),
                Change.unlessNull(call.find(TAGS)),
                Change.unlessNull(whole(call.find(RATING))),
                Change.unlessNull(call.find(AUTHOR_ID)));
        return edit(call, tx, edit);
    }

    private static Answer patch(Call call, DSLContext tx) {
        var edit = new PhotoEdit(
                call.change(TITLE),
                call.change(DESCRIPTION),
                call.change(TAGS),
                call.sent(RATING) ? Change.to(whole(call.find(RATING))) : Change.keep(),
                call.change(AUTHOR_ID));
        return edit(call, tx, edit);
    }

    private static Answer edit(Call call, DSLContext tx, PhotoEdit edit) {
        var hothash = call.get(HOTHASH);
        Photos.edit(tx, call.scope(), hothash, edit);
        return answer(tx, call.scope(), hothash);
    }

    private static Answer delete(Call call, DSLContext tx) {
        Photos.delete(tx, call.scope(), call.get(HOTHASH));
        return Answer.success("Photo deleted successfully");
    }

    private static Answer answer(DSLContext tx, Scope scope, String hothash) {
        var photo = Photos.get(tx, scope, hothash);
        var hotpreview = Hotpreviews.find(tx, hothash);
        return Answer.object(out -> PhotoJson.write(out, photo, hotpreview.orElse(null)));
    }

    private static @Nullable Integer whole(@Nullable Long number) {
        return number == null ? null : Math.toIntExact(number);
    }
}
