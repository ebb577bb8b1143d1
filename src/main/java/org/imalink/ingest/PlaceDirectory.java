package org.imalink.ingest;

import com.drew.imaging.tiff.TiffProcessingException;
import com.drew.imaging.tiff.TiffReader;
import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifTiffHandler;
import com.drew.metadata.exif.GpsDirectory;
import java.io.IOException;

/** Reads a TIFF whose first directory is that of the place, as Canon's CR3 has it. */
final class PlaceDirectory extends ExifTiffHandler {
    private PlaceDirectory(Metadata metadata) {
        super(metadata, null, 0);
    }

    static void read(byte[] tiff, Metadata metadata) {
        try {
            new TiffReader().processTiff(new ByteArrayReader(tiff), new PlaceDirectory(metadata), 0);
        } catch (TiffProcessingException | IOException e) {
            // The rest of the file is no worse for it.
            return;
        }
    }

    @Override
    public void setTiffMarker(int marker) {
        pushDirectory(GpsDirectory.class);
    }
}
