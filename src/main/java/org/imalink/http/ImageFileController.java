package org.imalink.http;

import static org.imalink.http.Caller.VIEWER;

import java.io.IOException;
import java.util.List;
import org.imalink.database.Database;
import org.imalink.library.Change;
import org.imalink.library.FileFormat;
import org.imalink.library.ImageFile;
import org.imalink.library.ImageFiles;
import org.imalink.library.NewImageFile;
import org.imalink.library.PhotoIntake;
import org.imalink.preview.Hotpreviews;
import org.imalink.preview.ImageFormat;
import org.imalink.preview.PreviewRenderer;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The files behind the photos, and what clients note about them. */
final class ImageFileController {
    private static final Field<Long> ID = Field.required("id", WholeNumber.ANY);
    private static final Field<Long> THRESHOLD = Field.withDefault("threshold", WholeNumber.between(0, 16), 5L);
    private static final Field<Long> SIMILAR_LIMIT = Field.withDefault("limit", WholeNumber.between(1, 100), 10L);

    private static final Field<String> FILENAME = Field.required("filename", Text.length(1, 255));
    private static final Field<byte[]> HOTPREVIEW = Field.optional("hotpreview", PreviewBytes.ANY);
    private static final Field<String> PERCEPTUAL_HASH = Field.optional("perceptual_hash", Text.ANY);
    private static final Field<Long> FILE_SIZE = Field.optional("file_size", WholeNumber.between(0, Long.MAX_VALUE));
    private static final Field<JsonNode> EXIF_DICT = Field.optional("exif_dict", JsonObject.ANY);
    private static final Field<Long> IMPORT_SESSION_ID = Field.optional("import_session_id", WholeNumber.ANY);
    private static final Field<JsonNode> IMPORTED_INFO = Field.optional("imported_info", JsonObject.ANY);
    private static final Field<JsonNode> LOCAL_STORAGE_INFO = Field.optional("local_storage_info", JsonObject.ANY);
    private static final Field<JsonNode> CLOUD_STORAGE_INFO = Field.optional("cloud_storage_info", JsonObject.ANY);

    private final Database database;
    private final PreviewRenderer renderer;

    ImageFileController(Database database, PreviewRenderer renderer) {
        this.database = database;
        this.renderer = renderer;
    }

    void register(RouteTable table) {
        var list = Inputs.NONE.query(Paging.OFFSET, Paging.LIMIT);
        var one = Inputs.path(ID);
        var created = Inputs.NONE.body(List.of(
                FILENAME,
                HOTPREVIEW,
                PERCEPTUAL_HASH,
                FILE_SIZE,
                EXIF_DICT,
                IMPORT_SESSION_ID,
                IMPORTED_INFO,
                LOCAL_STORAGE_INFO,
                CLOUD_STORAGE_INFO));
        var noted = one.body(List.of(LOCAL_STORAGE_INFO, CLOUD_STORAGE_INFO));
        table.read("GET", "/api/v1/image-files/", VIEWER, list, ImageFileController::page);
        table.free("POST", "/api/v1/image-files/", VIEWER, Effect.WRITE, created, this::create);
        table.read("GET", "/api/v1/image-files/{id}", VIEWER, one, ImageFileController::get);
        table.read("GET", "/api/v1/image-files/{id}/hotpreview", VIEWER, one, ImageFileController::hotpreview);
        table.read(
                "GET",
                "/api/v1/image-files/similar/{id}",
                VIEWER,
                one.query(THRESHOLD, SIMILAR_LIMIT),
                ImageFileController::similar);
        table.read("GET", "/api/v1/image-files/{id}/storage-info", VIEWER, one, ImageFileController::storageInfo);
        table.write("PUT", "/api/v1/image-files/{id}/storage-info", VIEWER, noted, ImageFileController::noteStorage);
    }

    private static Answer page(Call call, DSLContext tx) {
        var page = ImageFiles.page(tx, call.scope(), Paging.offset(call), Paging.limit(call));
        return Paging.answer(call, page, ImageFileController::write);
    }

    private Answer create(Call call) throws IOException, InterruptedException {
        var hotpreview = call.find(HOTPREVIEW);
        if (hotpreview == null) {
            throw Failure.of(400, "hotpreview is required when creating ImageFile");
        }
        var file = newFile(call, hotpreview, perceptualHash(call, hotpreview));
        return database.write(tx -> {
            var scope = call.in(tx).scope();
            var added = PhotoIntake.add(tx, scope, file);
            return answer(ImageFiles.get(tx, scope, added.imageFileId())).status(201);
        });
    }

    /** As the client says, or of the preview where that is an image; found before the transaction, for it takes time. */
    private @Nullable String perceptualHash(Call call, byte[] hotpreview) throws IOException, InterruptedException {
        var sent = call.find(PERCEPTUAL_HASH);
        if (sent != null || ImageFormat.sniff(hotpreview).isEmpty()) {
            return sent;
        }
        return renderer.perceptualHash(hotpreview).orElse(null);
    }

    private static NewImageFile newFile(Call call, byte[] hotpreview, @Nullable String perceptualHash) {
        var filename = call.get(FILENAME);
        var exif = call.find(EXIF_DICT);
        return new NewImageFile(
                filename,
                hotpreview,
                call.find(FILE_SIZE),
                null,
                FileFormat.ofName(filename) == FileFormat.RAW,
                perceptualHash,
                call.find(IMPORT_SESSION_ID),
                text(exif),
                text(call.find(IMPORTED_INFO)),
                text(call.find(LOCAL_STORAGE_INFO)),
                text(call.find(CLOUD_STORAGE_INFO)),
                exif == null ? NewImageFile.PhotoMetadata.NONE : ClientMetadata.of(exif),
                null);
    }

    private static Answer get(Call call, DSLContext tx) {
        return answer(ImageFiles.get(tx, call.scope(), call.get(ID)));
    }

    private static Answer hotpreview(Call call, DSLContext tx) {
        var file = ImageFiles.get(tx, call.scope(), call.get(ID));
        var jpeg = Hotpreviews.find(tx, file.photoHothash())
                .orElseThrow(() -> Failure.missing("Hotpreview", call.get(ID)));
        // Files of one id stay with their photo, but ids, other than hashes, may name another library's file elsewhere.
        return Answer.bytes("image/jpeg", jpeg).with("ETag", EntityTag.quoted(file.photoHothash()));
    }

    private static Answer similar(Call call, DSLContext tx) {
        var files = ImageFiles.similar(
                tx,
                call.scope(),
                call.get(ID),
                call.get(THRESHOLD).intValue(),
                call.get(SIMILAR_LIMIT).intValue());
        return Answer.json(200, out -> out.array(files, (list, file) -> list.object(file, ImageFileController::write)));
    }

    private static Answer storageInfo(Call call, DSLContext tx) {
        var file = ImageFiles.get(tx, call.scope(), call.get(ID));
        return Answer.object(out -> out.json("local_storage_info", file.localStorageInfo())
                .json("cloud_storage_info", file.cloudStorageInfo())
                .json("imported_info", file.importedInfo())
                .field("imported_time", file.importedAt()));
    }

    private static Answer noteStorage(Call call, DSLContext tx) {
        return answer(ImageFiles.editStorageInfo(
                tx,
                call.scope(),
                call.get(ID),
                Change.unlessNull(text(call.find(LOCAL_STORAGE_INFO))),
                Change.unlessNull(text(call.find(CLOUD_STORAGE_INFO)))));
    }

    private static Answer answer(ImageFile file) {
        return Answer.object(out -> write(out, file));
    }

    private static void write(JsonWriter out, ImageFile file) {
        var suffix = FileFormat.suffix(file.filename());
        out.field("id", file.id())
                .field("photo_hothash", file.photoHothash())
                .field("filename", file.filename())
                .field("file_size", file.fileSize())
                .field("has_hotpreview", file.hasHotpreview())
                .field("perceptual_hash", file.perceptualHash())
                .field("import_session_id", file.importSessionId())
                .field("imported_time", file.importedAt())
                .json("imported_info", file.importedInfo())
                .json("local_storage_info", file.localStorageInfo())
                .json("cloud_storage_info", file.cloudStorageInfo())
                .field("file_format", suffix.isEmpty() ? null : suffix)
                .nullField("file_path")
                .field("original_filename", file.filename())
                .field("created_at", file.createdAt())
                .nullField("taken_at")
                .nullField("width")
                .nullField("height")
                .nullField("gps_latitude")
                .nullField("gps_longitude")
                .field("has_gps", false)
                .field("has_raw_companion", file.raw());
    }

    private static @Nullable String text(@Nullable JsonNode object) {
        return object == null ? null : Json.text(object);
    }
}
