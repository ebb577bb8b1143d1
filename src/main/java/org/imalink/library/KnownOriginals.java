package org.imalink.library;

import static org.imalink.database.schema.Tables.IMAGE_FILES;

import java.util.Collection;
import java.util.Map;
import org.imalink.access.Scope;
import org.jooq.DSLContext;

/** Which originals the library has, by the SHA-256 of their bytes (lower-case hex). */
public final class KnownOriginals {
    private KnownOriginals() {}

    /** The image files of those of the given originals that the library has. */
    public static Map<String, Long> find(DSLContext tx, Scope scope, Collection<String> sha256s) {
        return tx.select(IMAGE_FILES.SHA256, IMAGE_FILES.ID)
                .from(IMAGE_FILES)
                .where(IMAGE_FILES.SHA256.in(sha256s), scope.rows(IMAGE_FILES))
                .fetchMap(IMAGE_FILES.SHA256, IMAGE_FILES.ID);
    }
}
