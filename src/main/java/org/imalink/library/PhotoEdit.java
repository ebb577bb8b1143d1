package org.imalink.library;

import java.util.List;

/**
 * What a person changes about a photo.
 *
 * @param rating 0 to 5
 * @param authorId not checked: an author who does not exist reads as none
 */
public record PhotoEdit(
        Change<String> title,
        Change<String> description,
        Change<List<String>> tags,
        Change<Integer> rating,
        Change<Long> authorId) {

    /**
     * Refuses what no photo may have; needs no photo.
     *
     * @throws LibraryException.Rejected for tags against the rules
     */
    public void check() {
        if (tags instanceof Change.To<List<String>>(var wanted) && wanted != null) {
            Tags.check(wanted);
        }
    }
}
