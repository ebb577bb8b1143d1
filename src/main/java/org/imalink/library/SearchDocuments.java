package org.imalink.library;

import static org.imalink.database.schema.Tables.AUTHORS;
import static org.imalink.database.schema.Tables.CAPTURES;
import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.PHOTOS;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.imalink.access.Scope;
import org.imalink.library.SearchTerms.Filter;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Reads photos with all that they can be found by. */
final class SearchDocuments {
    /** The rules of this class and of {@link SearchWords}; with another number every photo is indexed anew. */
    static final int VERSION = 1;

    private static final int MOST_WORDS = 1000;
    private static final int LONGEST_NAME = 100;
    private static final int YEAR = 100;

    private final SearchTerms terms;
    private final Map<Long, List<String>> tags;
    private final Map<Long, List<File>> files;
    private final Map<Long, PlaceNames> places;

    private SearchDocuments(
            SearchTerms terms,
            Map<Long, List<String>> tags,
            Map<Long, List<File>> files,
            Map<Long, PlaceNames> places) {
        this.terms = terms;
        this.tags = tags;
        this.files = files;
        this.places = places;
    }

    private record File(
            String name,
            String kind,
            @Nullable Long session,
            @Nullable String camera,
            String lens) {}

    /** The documents of those of the photos that are there and not in the trash, by their ids. */
    static Map<Long, SearchDocument> read(DSLContext tx, Scope scope, Collection<Long> photoIds) {
        var documents = new SearchDocuments(
                new SearchTerms(scope.owner()),
                Tags.of(tx, photoIds),
                files(tx, scope, photoIds),
                PlaceNames.of(tx, photoIds));
        return tx.select(
                        PHOTOS.ID,
                        PHOTOS.TITLE,
                        PHOTOS.DESCRIPTION,
                        PHOTOS.TAKEN_AT,
                        PHOTOS.RATING,
                        PHOTOS.GPS_LATITUDE,
                        PHOTOS.GPS_LONGITUDE,
                        AUTHORS.ID)
                .from(PHOTOS)
                .leftJoin(AUTHORS)
                .on(AUTHORS.ID.eq(PHOTOS.AUTHOR_ID).and(scope.rows(AUTHORS)))
                .where(PHOTOS.ID.in(photoIds))
                .and(LivePhotos.of(scope))
                .fetchMap(PHOTOS.ID, documents::document);
    }

    private static Map<Long, List<File>> files(DSLContext tx, Scope scope, Collection<Long> photoIds) {
        return tx.select(
                        IMAGE_FILES.PHOTO_ID,
                        IMAGE_FILES.FILENAME,
                        IMAGE_FILES.IS_RAW,
                        IMAGE_FILES.IMPORT_SESSION_ID,
                        CAPTURES.FORMAT,
                        CAPTURES.CAMERA_MAKE,
                        CAPTURES.CAMERA_MODEL,
                        CAPTURES.LENS)
                .from(IMAGE_FILES)
                .leftJoin(CAPTURES)
                .on(CAPTURES.IMAGE_FILE_ID.eq(IMAGE_FILES.ID))
                .where(IMAGE_FILES.PHOTO_ID.in(photoIds))
                .and(scope.rows(IMAGE_FILES))
                .orderBy(IMAGE_FILES.ID)
                .fetchGroups(IMAGE_FILES.PHOTO_ID, SearchDocuments::file);
    }

    private static File file(Record row) {
        return new File(
                row.get(IMAGE_FILES.FILENAME),
                kind(row.get(IMAGE_FILES.IS_RAW), row.get(CAPTURES.FORMAT), row.get(IMAGE_FILES.FILENAME)),
                row.get(IMAGE_FILES.IMPORT_SESSION_ID),
                camera(row.get(CAPTURES.CAMERA_MAKE), row.get(CAPTURES.CAMERA_MODEL)),
                Objects.requireNonNullElse(row.get(CAPTURES.LENS), ""));
    }

    private static String kind(boolean raw, @Nullable String format, String filename) {
        if (raw) {
            return "raw";
        }
        return format == null ? FileFormat.ofName(filename).name().toLowerCase(Locale.ROOT) : name(format);
    }

    /** A camera as people call it: most makers write their own name into the model too. */
    static @Nullable String camera(@Nullable String make, @Nullable String model) {
        var maker = name(make);
        var named = name(model);
        if (named.isEmpty() || maker.isEmpty()) {
            return maker.isEmpty() && named.isEmpty() ? null : maker + named;
        }
        var firstWord = maker.split(" ", 2)[0].toLowerCase(Locale.ROOT);
        return named.toLowerCase(Locale.ROOT).startsWith(firstWord) ? named : name(maker + " " + named);
    }

    /** A name on one line. */
    private static String name(@Nullable String text) {
        var line = text == null ? "" : text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST_NAME
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_NAME)).strip();
    }

    private SearchDocument document(Record row) {
        long id = row.get(PHOTOS.ID);
        var takenAt = row.get(PHOTOS.TAKEN_AT);
        var itsFiles = files.getOrDefault(id, List.of());
        var itsTags = tags.getOrDefault(id, List.of());
        var camera = itsFiles.stream()
                .map(File::camera)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        boolean placed = row.get(PHOTOS.GPS_LATITUDE) != null && row.get(PHOTOS.GPS_LONGITUDE) != null;

        var facets = new Facets();
        facets.add(Facet.PHOTO, "");
        facets.add(Facet.MONTH, month(takenAt));
        facets.add(Filter.PLACE, placed);
        facets.add(Filter.RAW, itsFiles.stream().anyMatch(file -> file.kind().equals("raw")));
        facets.addIfThere(Facet.AUTHOR, Filter.AUTHOR, row.get(AUTHORS.ID));
        facets.addIfThere(Facet.RATING, Filter.RATING, row.get(PHOTOS.RATING));
        facets.addIfThere(Facet.CAMERA, Filter.CAMERA, camera);
        firstOfEach(itsTags).forEach(tag -> facets.addIfThere(Facet.TAG, Filter.TAG, tag));
        itsFiles.stream()
                .map(File::kind)
                .distinct()
                .sorted()
                .forEach(kind -> facets.addIfThere(Facet.KIND, Filter.KIND, kind));
        itsFiles.forEach(file -> {
            facets.add(Facet.FILE, "");
            facets.addIfThere(Facet.SESSION, Filter.SESSION, file.session());
        });

        var texts = new ArrayList<String>();
        texts.add(Objects.requireNonNullElse(row.get(PHOTOS.TITLE), ""));
        texts.addAll(itsTags);
        texts.add(Objects.requireNonNullElse(camera, ""));
        texts.addAll(places.getOrDefault(id, PlaceNames.NONE).all());
        itsFiles.forEach(file -> texts.add(file.lens()));
        itsFiles.forEach(file -> texts.add(file.name()));
        // The longest comes last, so that it leaves nothing else out.
        texts.add(Objects.requireNonNullElse(row.get(PHOTOS.DESCRIPTION), ""));
        return new SearchDocument(
                SortKey.of(takenAt, id), words(texts, facets.filters), String.join("\n", facets.lines));
    }

    /** A tag once, however often and in whichever case the person wrote it. */
    private static Collection<String> firstOfEach(List<String> tags) {
        var first = new HashMap<String, String>();
        tags.forEach(tag -> first.putIfAbsent(SearchWords.fold(tag), name(tag)));
        return new TreeSet<>(first.values());
    }

    private static String month(@Nullable LocalDateTime takenAt) {
        return String.valueOf(takenAt == null ? 0 : takenAt.getYear() * YEAR + takenAt.getMonthValue());
    }

    private String words(List<String> texts, Set<String> filters) {
        var all = new TreeSet<String>();
        texts.stream()
                .flatMap(text -> SearchWords.indexed(text).stream())
                .distinct()
                .limit(MOST_WORDS)
                .forEach(word -> all.add(terms.word(word)));
        all.addAll(filters);
        return String.join(" ", all);
    }

    /** What one photo counts for, and the terms that a filter finds it by. */
    private final class Facets {
        private final List<String> lines = new ArrayList<>();
        private final Set<String> filters = new LinkedHashSet<>();

        void add(Facet facet, String value) {
            lines.add(SearchDocument.line(facet, value));
        }

        void add(Filter filter, Object value) {
            filters.add(terms.filter(filter, value));
        }

        void addIfThere(Facet facet, Filter filter, @Nullable Object value) {
            if (value != null) {
                add(facet, String.valueOf(value));
                add(filter, value);
            }
        }
    }
}
