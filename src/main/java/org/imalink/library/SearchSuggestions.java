package org.imalink.library;

import static org.imalink.database.schema.Tables.AUTHORS;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.imalink.access.Scope;
import org.imalink.library.LibraryCounts.Count;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Tags, authors and cameras of a library that what was typed may be the beginning of. */
public final class SearchSuggestions {
    private static final int MOST_TAGS = 6;
    private static final int MOST_AUTHORS = 3;
    private static final int MOST_CAMERAS = 3;
    private static final int LOOKED_AT = 1000;

    private SearchSuggestions() {}

    /**
     * Something to filter by instead of a typed text.
     *
     * @param facet tag, author or camera
     * @param value as the filter takes it
     * @param name of an author; null otherwise
     * @param count how many photos of the library have it
     * @param rest what is left of the typed text when this stands for its end
     */
    public record Suggestion(
            Facet facet, String value, @Nullable String name, long count, String rest) {}

    /** First what all of the text begins, then what its last word begins. */
    public static List<Suggestion> of(DSLContext tx, Scope scope, String typed) {
        var text = typed.strip();
        if (text.isEmpty()) {
            return List.of();
        }
        var found = new LinkedHashSet<Suggestion>();
        int lastWord = text.lastIndexOf(' ') + 1;
        for (int start : new TreeSet<>(List.of(0, lastWord))) {
            var beginning = SearchWords.fold(text.substring(start));
            if (!beginning.isBlank()) {
                var rest = text.substring(0, start).strip();
                found.addAll(beginningWith(tx, scope, beginning, rest));
            }
        }
        var once = new ArrayList<Suggestion>();
        found.forEach(suggestion -> {
            if (once.stream()
                    .noneMatch(other ->
                            other.facet() == suggestion.facet() && other.value().equals(suggestion.value()))) {
                once.add(suggestion);
            }
        });
        return once;
    }

    private static List<Suggestion> beginningWith(DSLContext tx, Scope scope, String beginning, String rest) {
        var found = new ArrayList<Suggestion>();
        LibraryCounts.beginningWith(tx, scope, Facet.TAG, beginning, MOST_TAGS, LOOKED_AT)
                .forEach(tag -> found.add(new Suggestion(Facet.TAG, tag.value(), null, tag.count(), rest)));
        found.addAll(authors(tx, scope, beginning, rest));
        LibraryCounts.most(tx, scope, Facet.CAMERA, LOOKED_AT).stream()
                .filter(camera -> begins(camera.value(), beginning))
                .limit(MOST_CAMERAS)
                .forEach(camera -> found.add(new Suggestion(Facet.CAMERA, camera.value(), null, camera.count(), rest)));
        return found;
    }

    private static List<Suggestion> authors(DSLContext tx, Scope scope, String beginning, String rest) {
        Map<String, Long> photos = LibraryCounts.most(tx, scope, Facet.AUTHOR, LOOKED_AT).stream()
                .collect(Collectors.toMap(Count::value, Count::count));
        return tx
                .select(AUTHORS.ID, AUTHORS.NAME)
                .from(AUTHORS)
                .where(scope.rows(AUTHORS))
                .orderBy(AUTHORS.NAME, AUTHORS.ID)
                .limit(LOOKED_AT)
                .stream()
                .filter(author -> begins(author.value2(), beginning))
                .limit(MOST_AUTHORS)
                .map(author -> {
                    var id = String.valueOf(author.value1());
                    return new Suggestion(Facet.AUTHOR, id, author.value2(), photos.getOrDefault(id, 0L), rest);
                })
                .toList();
    }

    /** Whether a name, or a word in it, begins with a folded text. */
    private static boolean begins(String name, String beginning) {
        var folded = SearchWords.fold(name);
        return folded.startsWith(beginning) || folded.contains(" " + beginning);
    }
}
