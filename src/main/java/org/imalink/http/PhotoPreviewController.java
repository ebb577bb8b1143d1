package org.imalink.http;

import static org.imalink.http.Caller.VIEWER;

import org.imalink.library.Photos;
import org.imalink.preview.Hotpreviews;
import org.jooq.DSLContext;

/** The small previews of photos. */
final class PhotoPreviewController {
    static final int NAME_LENGTH = 8;

    private PhotoPreviewController() {}

    static void register(RouteTable table) {
        table.read(
                "GET",
                "/api/v1/photos/{hothash}/hotpreview",
                VIEWER,
                PhotoController.ONE,
                PhotoPreviewController::hotpreview);
    }

    /** Named by its own bytes, so that what a browser has of it is right for ever. */
    private static Answer hotpreview(Call call, DSLContext tx) {
        var hothash = call.get(PhotoController.HOTHASH);
        var missing = Failure.missing("Hotpreview", hothash);
        if (!Photos.exists(tx, call.scope(), hothash)) {
            throw missing;
        }
        var jpeg = Hotpreviews.find(tx, hothash).orElseThrow(() -> missing);
        return Answer.bytes("image/jpeg", jpeg)
                .with(
                        "Content-Disposition",
                        "inline; filename=hotpreview_" + hothash.substring(0, NAME_LENGTH) + ".jpg")
                .with("Cache-Control", AnswerSender.IMMUTABLE)
                .with("ETag", EntityTag.quoted(hothash));
    }
}
