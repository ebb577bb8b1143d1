package org.imalink.library;

import static org.imalink.database.schema.Tables.PHOTO_TAGS;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jooq.DSLContext;

/** The tags of photos: their rules, and the table that holds them. */
final class Tags {
    private static final int MOST = 20;
    private static final int LONGEST = 50;
    private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{N}\\p{M} _-]+");
    private static final Pattern FORBIDDEN = Pattern.compile("[^\\p{L}\\p{N}\\p{M} _-]+");

    private Tags() {}

    /** Refuses tags against the rules; the texts are those of the single-user contract. */
    static void check(List<String> tags) {
        if (tags.size() > MOST) {
            throw new LibraryException.Rejected("Maximum 20 tags allowed per photo");
        }
        for (var tag : tags) {
            if (tag.isBlank()) {
                throw new LibraryException.Rejected("Empty tags are not allowed");
            }
            if (tag.codePointCount(0, tag.length()) > LONGEST) {
                throw new LibraryException.Rejected("Tag '" + tag + "' is too long (max 50 characters)");
            }
            if (!ALLOWED.matcher(tag).matches()) {
                throw new LibraryException.Rejected("Tag '" + tag + "' contains invalid characters");
            }
        }
    }

    /**
     * What becomes of keywords that others wrote.
     *
     * @param tags by the rules, no two that differ by case only
     * @param leftOut what cannot be a tag, or is one too many, as it came
     */
    record Cleaned(List<String> tags, List<String> leftOut) {}

    /** Makes tags of keywords: what a tag cannot hold becomes a blank, and what is left of it is trimmed. */
    static Cleaned clean(List<String> keywords) {
        var tags = new LinkedHashMap<String, String>();
        var leftOut = new ArrayList<String>();
        for (var keyword : keywords) {
            var tag = FORBIDDEN
                    .matcher(Normalizer.normalize(keyword, Normalizer.Form.NFC))
                    .replaceAll(" ")
                    .replaceAll(" +", " ")
                    .strip();
            boolean known = tags.containsKey(FoldedText.fold(tag));
            if (tag.isEmpty() || tag.codePointCount(0, tag.length()) > LONGEST || (!known && tags.size() == MOST)) {
                leftOut.add(keyword);
            } else {
                tags.putIfAbsent(FoldedText.fold(tag), tag);
            }
        }
        return new Cleaned(List.copyOf(tags.values()), leftOut);
    }

    /** The tags of each photo that has any, in the order in which the person wrote them. */
    static Map<Long, List<String>> of(DSLContext tx, Collection<Long> photoIds) {
        return tx.select(PHOTO_TAGS.PHOTO_ID, PHOTO_TAGS.TAG)
                .from(PHOTO_TAGS)
                .where(PHOTO_TAGS.PHOTO_ID.in(photoIds))
                .orderBy(PHOTO_TAGS.PHOTO_ID, PHOTO_TAGS.POSITION)
                .fetchGroups(PHOTO_TAGS.PHOTO_ID, PHOTO_TAGS.TAG);
    }

    static void replace(DSLContext tx, long photoId, List<String> tags) {
        tx.deleteFrom(PHOTO_TAGS).where(PHOTO_TAGS.PHOTO_ID.eq(photoId)).execute();
        for (int position = 0; position < tags.size(); position++) {
            var tag = tags.get(position);
            tx.insertInto(PHOTO_TAGS)
                    .set(PHOTO_TAGS.PHOTO_ID, photoId)
                    .set(PHOTO_TAGS.POSITION, position)
                    .set(PHOTO_TAGS.TAG, tag)
                    .set(PHOTO_TAGS.TAG_FOLDED, FoldedText.fold(tag))
                    .execute();
        }
    }
}
