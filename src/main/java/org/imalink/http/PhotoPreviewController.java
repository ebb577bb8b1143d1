package org.imalink.http;

import static org.imalink.http.Caller.VIEWER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.imalink.access.Scope;
import org.imalink.database.Database;
import org.imalink.ingest.ColdpreviewMaker;
import org.imalink.library.Photo;
import org.imalink.library.Photos;
import org.imalink.preview.Coldpreview;
import org.imalink.preview.ColdpreviewResize;
import org.imalink.preview.Coldpreviews;
import org.imalink.preview.PreviewRenderer;
import org.imalink.preview.PreviewSize;
import org.imalink.preview.Rendering;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The small and the medium previews of photos. */
final class PhotoPreviewController {
    private static final Field<Long> WIDTH = Field.optional("width", WholeNumber.between(100, 2000));
    private static final Field<Long> HEIGHT = Field.optional("height", WholeNumber.between(100, 2000));
    private static final String FILE = "file";
    private static final int NAME_LENGTH = 8;

    private final Database database;
    private final PreviewRenderer renderer;
    private final Coldpreviews coldpreviews;
    private final ColdpreviewMaker maker;
    private final Path temporaryFolder;

    PhotoPreviewController(Parts parts) {
        this.database = parts.database();
        this.renderer = parts.renderer();
        this.coldpreviews = parts.coldpreviews();
        this.maker = parts.coldpreviewMaker();
        this.temporaryFolder = parts.temporaryFolder();
    }

    void register(RouteTable table) {
        var one = PhotoController.ONE;
        var path = "/api/v1/photos/{hothash}/coldpreview";
        table.read("GET", "/api/v1/photos/{hothash}/hotpreview", VIEWER, one, PhotoPreviewController::hotpreview);
        table.free("GET", path, VIEWER, Effect.READ, one.query(WIDTH, HEIGHT), this::coldpreview);
        table.free("PUT", path, VIEWER, Effect.WRITE, one.upload(FILE), this::upload);
        table.write("DELETE", path, VIEWER, one, PhotoPreviewController::delete);
    }

    private static Answer hotpreview(Call call, DSLContext tx) {
        var hothash = call.get(PhotoController.HOTHASH);
        return Photos.hotpreview(tx, call.scope(), hothash)
                .map(jpeg -> hotpreview(hothash, jpeg))
                .orElseThrow(() -> Failure.missing("Hotpreview", hothash));
    }

    /** Named by its own bytes, so that what a browser has of it is right for ever. */
    static Answer hotpreview(String hothash, byte[] jpeg) {
        return Answer.bytes("image/jpeg", jpeg)
                .with("Content-Disposition", disposition("hotpreview", hothash))
                .with("Cache-Control", AnswerSender.IMMUTABLE)
                .with("ETag", EntityTag.quoted(hothash));
    }

    /** Made at the first look, where there is an original to make it from. */
    private Answer coldpreview(Call call) throws IOException, InterruptedException {
        var hothash = call.get(PhotoController.HOTHASH);
        var width = call.find(WIDTH);
        var height = call.find(HEIGHT);
        var sha256 = sha256(call.scope(), hothash);
        var whole = width == null && height == null;
        var tag = EntityTag.quoted(whole ? sha256 : sha256 + "-" + pixels(width) + "x" + pixels(height));
        if (EntityTag.matches(call.header("If-None-Match"), tag)) {
            return Answer.notModified(tag);
        }
        var stored = coldpreviews.read(sha256).orElseThrow(() -> missing(hothash));
        var jpeg = whole ? stored : ColdpreviewResize.resize(stored, side(width), side(height));
        return Answer.bytes("image/jpeg", jpeg)
                .with("Content-Disposition", disposition("coldpreview", hothash))
                .with("ETag", tag);
    }

    private String sha256(Scope scope, String hothash) throws IOException, InterruptedException {
        var photo = scope.read(database, tx -> Photos.get(tx, scope, hothash));
        var coldpreview = photo.coldpreview();
        return coldpreview != null
                ? coldpreview.sha256()
                : maker.makeNow(scope, hothash).orElseThrow(() -> missing(hothash));
    }

    private Answer upload(Call call) throws IOException, InterruptedException {
        var upload = call.upload();
        if (!upload.contentType().toLowerCase(Locale.ROOT).startsWith("image/")) {
            throw Failure.of(400, "File must be an image");
        }
        if (upload.size() == 0) {
            throw Failure.of(400, "File is empty");
        }
        var hothash = call.get(PhotoController.HOTHASH);
        // Before the work of rendering, which would be for nothing.
        Photo photo = call.scope().read(database, tx -> Photos.get(tx, call.scope(), hothash));
        var stored = coldpreviews.store(rendered(upload));
        database.write(tx -> {
            coldpreviews.register(tx, stored);
            Photos.setColdpreview(tx, call.in(tx).scope(), photo.hothash(), stored.sha256());
            return stored;
        });
        return Answer.object(out -> out.field("success", true)
                .field("message", "Coldpreview uploaded successfully")
                .object(
                        "meta",
                        stored,
                        (meta, kept) -> meta.object("data", kept, (data, each) -> write(data, hothash, each))));
    }

    private byte[] rendered(Upload upload) throws IOException, InterruptedException {
        var file = Files.createTempFile(temporaryFolder, "coldpreview", null);
        try {
            try (var bytes = upload.open()) {
                Files.copy(bytes, file, StandardCopyOption.REPLACE_EXISTING);
            }
            var rendering =
                    renderer.render(List.of(file), Set.of(PreviewSize.COLD)).getFirst();
            return switch (rendering) {
                case Rendering.Rendered image ->
                    Objects.requireNonNull(image.jpegs().get(PreviewSize.COLD));
                case Rendering.Refused refused -> throw Failure.of(400, "Invalid image file: " + refused.detail());
            };
        } finally {
            Files.delete(file);
        }
    }

    private static void write(JsonWriter out, String hothash, Coldpreview coldpreview) {
        out.field("hothash", hothash)
                .field("width", coldpreview.width())
                .field("height", coldpreview.height())
                .field("size", coldpreview.fileSize())
                .field("path", Photo.coldpreviewPath(hothash));
    }

    /** The stored file stays: another photo, or a backup, may need it. */
    private static Answer delete(Call call, DSLContext tx) {
        var hothash = call.get(PhotoController.HOTHASH);
        if (Photos.get(tx, call.scope(), hothash).coldpreviewPath() == null) {
            throw missing(hothash);
        }
        Photos.setColdpreview(tx, call.scope(), hothash, null);
        return Answer.success("Coldpreview deleted successfully");
    }

    private static Failure missing(String hothash) {
        return Failure.missing("Coldpreview", hothash);
    }

    private static String disposition(String kind, String hothash) {
        return "inline; filename=" + kind + "_" + hothash.substring(0, Math.min(NAME_LENGTH, hothash.length()))
                + ".jpg";
    }

    private static String pixels(@Nullable Long side) {
        return side == null ? "" : side.toString();
    }

    private static @Nullable Integer side(@Nullable Long pixels) {
        return pixels == null ? null : Math.toIntExact(pixels);
    }
}
