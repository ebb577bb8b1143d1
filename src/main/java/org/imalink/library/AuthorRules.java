package org.imalink.library;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an author's fields must be; the texts are those of the single-user contract. */
final class AuthorRules {
    static final int SHORTEST_NAME = 2;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

    private AuthorRules() {}

    static String checkedName(@Nullable String sent) {
        var name = sent == null ? "" : sent.strip();
        if (name.isEmpty()) {
            throw new LibraryException.Rejected("Author name cannot be empty");
        }
        if (name.codePointCount(0, name.length()) < SHORTEST_NAME) {
            throw new LibraryException.Rejected("Author name must be at least 2 characters");
        }
        return name;
    }

    static @Nullable String checkedEmail(@Nullable String sent) {
        var email = blankAsNull(sent);
        if (email != null && !EMAIL.matcher(email).matches()) {
            throw new LibraryException.Rejected("Invalid email format");
        }
        return email;
    }

    static @Nullable String blankAsNull(@Nullable String sent) {
        return sent == null || sent.isBlank() ? null : sent.strip();
    }
}
