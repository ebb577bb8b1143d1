package org.imalink.preview;

import static org.imalink.database.schema.Tables.HOTPREVIEWS;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.imalink.operation.Sha256;
import org.jooq.DSLContext;

/** The hotpreviews, kept by the hash of their bytes. Whoever asks has checked that the viewer may see the photo. */
public final class Hotpreviews {
    private Hotpreviews() {}

    /** The name of a photo with this hotpreview: the lower-case hex SHA-256 of its bytes. */
    public static String hothash(byte[] hotpreview) {
        return Sha256.of(hotpreview);
    }

    public static Optional<byte[]> find(DSLContext tx, String hothash) {
        return tx.select(HOTPREVIEWS.JPEG)
                .from(HOTPREVIEWS)
                .where(HOTPREVIEWS.HOTHASH.eq(hothash))
                .fetchOptional(HOTPREVIEWS.JPEG);
    }

    /** Those of the given hashes that exist, by hash. */
    public static Map<String, byte[]> findAll(DSLContext tx, Collection<String> hothashes) {
        return tx.select(HOTPREVIEWS.HOTHASH, HOTPREVIEWS.JPEG)
                .from(HOTPREVIEWS)
                .where(HOTPREVIEWS.HOTHASH.in(hothashes))
                .fetchMap(HOTPREVIEWS.HOTHASH, HOTPREVIEWS.JPEG);
    }

    /** Stores many hotpreviews under the names of their photos, which are not there yet. */
    public static void keepAll(DSLContext tx, Map<String, byte[]> byHothash) {
        if (!byHothash.isEmpty()) {
            var query = tx.insertInto(HOTPREVIEWS, HOTPREVIEWS.HOTHASH, HOTPREVIEWS.JPEG)
                    .values((String) null, null);
            var rows = byHothash.entrySet().stream()
                    .map(entry -> new Object[] {entry.getKey(), entry.getValue()})
                    .toArray(Object[][]::new);
            tx.batch(query).bind(rows).execute();
        }
    }

    /** Stores the bytes under their hash, once. */
    public static void keep(DSLContext tx, String hothash, byte[] hotpreview) {
        tx.insertInto(HOTPREVIEWS, HOTPREVIEWS.HOTHASH, HOTPREVIEWS.JPEG)
                .values(hothash, hotpreview)
                .onConflictDoNothing()
                .execute();
    }
}
