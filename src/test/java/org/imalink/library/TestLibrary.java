package org.imalink.library;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.function.BiFunction;
import org.imalink.access.Scope;
import org.imalink.access.Viewer;
import org.imalink.database.Database;
import org.imalink.database.Engine;
import org.imalink.database.TestDatabase;
import org.jooq.DSLContext;

/** A library on a real database, with short ways to fill it. */
public final class TestLibrary implements AutoCloseable {
    public static final Scope SCOPE = Scope.of(new Viewer.Anonymous());

    private final TestDatabase test;

    public TestLibrary(Engine engine) {
        test = TestDatabase.migrated(engine);
    }

    public Database database() {
        return test.database();
    }

    public <T> T read(BiFunction<DSLContext, Scope, T> query) {
        return database().read(tx -> query.apply(tx, SCOPE));
    }

    public <T> T write(BiFunction<DSLContext, Scope, T> change) {
        return database().write(tx -> change.apply(tx, SCOPE));
    }

    /** Adds a photo whose preview, and so its hothash, is made of this text. */
    public PhotoIntake.Added add(String preview) {
        return add(preview, preview + ".jpg", NewImageFile.PhotoMetadata.NONE);
    }

    public PhotoIntake.Added add(String preview, LocalDateTime takenAt) {
        return add(
                preview,
                preview + ".jpg",
                new NewImageFile.PhotoMetadata(6000, 4000, takenAt, null, "client", null, null, null));
    }

    public PhotoIntake.Added add(String preview, String filename, NewImageFile.PhotoMetadata metadata) {
        return write((tx, scope) -> PhotoIntake.add(tx, scope, file(preview, filename, null, null, metadata)));
    }

    public PhotoIntake.Added addToSession(String preview, long session) {
        return write((tx, scope) -> PhotoIntake.add(
                tx, scope, file(preview, preview + ".jpg", null, session, NewImageFile.PhotoMetadata.NONE)));
    }

    public PhotoIntake.Added addWithPerceptualHash(String preview, String hash) {
        return write((tx, scope) -> PhotoIntake.add(
                tx, scope, file(preview, preview + ".jpg", hash, null, NewImageFile.PhotoMetadata.NONE)));
    }

    public PhotoIntake.Added addOriginal(String preview, String sha256) {
        return write((tx, scope) -> PhotoIntake.add(tx, scope, original(preview, sha256)));
    }

    /** A file that the server has read. */
    static NewImageFile original(String preview, String sha256) {
        return new NewImageFile(
                preview + ".jpg",
                bytes(preview),
                12L,
                sha256,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                NewImageFile.PhotoMetadata.NONE,
                new NewImageFile.Capture("jpeg", 40, 30, 6, "Nikon", "D70", null, 0.005, 2.8, 400, 50.0));
    }

    /** A file that a client sends. */
    public static NewImageFile file(String preview) {
        return file(preview, preview + ".jpg", null, null, NewImageFile.PhotoMetadata.NONE);
    }

    static NewImageFile file(
            String preview, String filename, String perceptualHash, Long session, NewImageFile.PhotoMetadata metadata) {
        return new NewImageFile(
                filename,
                bytes(preview),
                1000L,
                null,
                FileFormat.ofName(filename) == FileFormat.RAW,
                perceptualHash,
                session,
                null,
                null,
                null,
                null,
                metadata,
                null);
    }

    private static byte[] bytes(String preview) {
        return ("preview of " + preview).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        test.close();
    }
}
