package org.imalink.operation.verify;

import java.util.Set;

/** What clients and cameras wrote about a file: a client edits its part, and what the camera wrote may be read later. */
final class DetailsTrail implements Trail {
    @Override
    public void changed(Change change, Traces traces) {
        if (traces.isEdited("image_files", change.after().number("image_file_id"))) {
            change.account(Set.of("local_storage_info", "cloud_storage_info"));
        }
        if (change.isFilled("exif_dict")) {
            change.account("exif_dict");
        }
    }
}
