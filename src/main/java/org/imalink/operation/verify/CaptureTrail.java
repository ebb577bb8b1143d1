package org.imalink.operation.verify;

import java.util.Set;

/** How the picture was taken comes with what the camera wrote, which may be read later. */
final class CaptureTrail implements Trail {
    private static final Set<String> READ_LATER = Set.of(
            "camera_make", "camera_model", "lens", "exposure_time", "aperture", "iso", "focal_length", "orientation");

    @Override
    public void changed(Change change, Traces traces) {
        if (traces.isTouched("image_file_details", change.after().number("image_file_id"))) {
            change.account(READ_LATER);
        }
    }
}
