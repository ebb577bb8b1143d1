package org.imalink.ingest;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.xmp.XmpDirectory;
import com.drew.metadata.xmp.XmpReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imalink.preview.EmbeddedMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Reads what cameras and programs wrote into a file: EXIF, XMP, IPTC and the formats' own texts. A value that cannot be is
 * left out and the rest is kept. It reads untrusted bytes with a library, so the server runs it in a process of its own
 * ({@link MetadataProcess}). Not thread-safe.
 */
final class MetadataReader {
    /** What cameras write when the real value does not fit into 16 bits. */
    private static final int ISO_BEYOND_SCALE = 65535;

    private final Metadata metadata;
    private final List<Directory> exif = new ArrayList<>();

    private MetadataReader(Metadata metadata) {
        this.metadata = metadata;
        exif.addAll(metadata.getDirectoriesOfType(ExifSubIFDDirectory.class));
        exif.addAll(metadata.getDirectoriesOfType(ExifIFD0Directory.class));
    }

    /**
     * Reads a file.
     *
     * @return {@link ImageMetadata#NONE} when the file is none that tells anything
     * @throws IOException when the file cannot be read
     */
    static ImageMetadata read(Path file) throws IOException {
        try {
            var blocks = EmbeddedMetadata.read(file);
            var metadata = blocks.isEmpty() ? ImageMetadataReader.readMetadata(file.toFile()) : metadata(blocks);
            return new MetadataReader(metadata).read();
        } catch (ImageProcessingException | EOFException notUnderstood) {
            // Whether the file is damaged is for the renderer to say; a picture may well be fine without its metadata.
            return ImageMetadata.NONE;
        }
    }

    /**
     * Reads an XMP file that lies beside a picture.
     *
     * @throws IOException when it is none, or cannot be read
     */
    static ImageMetadata readSidecar(Path file) throws IOException {
        var metadata = new Metadata();
        new XmpReader().extract(Files.readAllBytes(file), metadata);
        var packet = metadata.getFirstDirectoryOfType(XmpDirectory.class);
        if (packet == null || packet.hasErrors()) {
            throw new IOException("This is no XMP");
        }
        return new MetadataReader(metadata).read();
    }

    private static Metadata metadata(List<EmbeddedMetadata.Block> blocks) {
        var metadata = new Metadata();
        for (var block : blocks) {
            switch (block.kind()) {
                case EXIF -> new ExifReader().extract(new ByteArrayReader(block.bytes()), metadata);
                case GPS -> PlaceDirectory.read(block.bytes(), metadata);
                case XMP -> new XmpReader().extract(block.bytes(), metadata);
            }
        }
        return metadata;
    }

    private ImageMetadata read() {
        var taken = new TakenTimeFinder(metadata).find();
        var place = place();
        return new ImageMetadata(
                taken.map(TakenTime::local).orElse(null),
                taken.map(TakenTime::offsetMinutes).orElse(null),
                place == null ? null : place.latitude(),
                place == null ? null : place.longitude(),
                text(ExifDirectoryBase.TAG_MAKE),
                text(ExifDirectoryBase.TAG_MODEL),
                lens(),
                exposureTime(),
                aperture(),
                iso(),
                positive(number(ExifDirectoryBase.TAG_FOCAL_LENGTH)),
                orientation(),
                new DescriptionFinder(metadata).find(),
                MetadataTags.toJson(metadata));
    }

    private record Place(double latitude, double longitude) {}

    /** A place at exactly 0/0, in the sea, is what receivers write that have found no satellites. */
    private @Nullable Place place() {
        for (var directory : metadata.getDirectoriesOfType(GpsDirectory.class)) {
            var found = directory.getGeoLocation();
            if (found != null
                    && !found.isZero()
                    && Math.abs(found.getLatitude()) <= 90
                    && Math.abs(found.getLongitude()) <= 180) {
                return new Place(found.getLatitude(), found.getLongitude());
            }
        }
        var inXmp = new DescriptionFinder(metadata).coordinates();
        return inXmp == null ? null : new Place(inXmp[0], inXmp[1]);
    }

    private @Nullable String lens() {
        var lens = text(ExifDirectoryBase.TAG_LENS_MODEL);
        return lens != null
                ? lens
                : metadata.getDirectoriesOfType(XmpDirectory.class).stream()
                        .map(directory -> tidy(directory.getXmpProperties().get("aux:Lens")))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElse(null);
    }

    /** Where the camera gives no seconds it may give the APEX value: minus the binary logarithm of them. */
    private @Nullable Double exposureTime() {
        var seconds = positive(number(ExifDirectoryBase.TAG_EXPOSURE_TIME));
        var apex = number(ExifDirectoryBase.TAG_SHUTTER_SPEED);
        return seconds != null || apex == null ? seconds : positive(Math.pow(2, -apex));
    }

    /** Where the camera gives no f-number it may give the APEX value: twice the binary logarithm of it. */
    private @Nullable Double aperture() {
        var number = positive(number(ExifDirectoryBase.TAG_FNUMBER));
        var apex = number(ExifDirectoryBase.TAG_APERTURE);
        return number != null || apex == null ? number : positive(Math.pow(2, apex / 2));
    }

    private @Nullable Integer iso() {
        var iso = integer(ExifDirectoryBase.TAG_ISO_EQUIVALENT);
        if (iso != null && iso == ISO_BEYOND_SCALE) {
            var recommended = integer(ExifDirectoryBase.TAG_RECOMMENDED_EXPOSURE_INDEX);
            iso = recommended == null ? integer(ExifDirectoryBase.TAG_ISO_SPEED) : recommended;
        }
        return iso == null || iso <= 0 ? null : iso;
    }

    private int orientation() {
        var directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        var orientation = directory == null ? null : directory.getInteger(ExifDirectoryBase.TAG_ORIENTATION);
        return orientation == null || orientation < 1 || orientation > 8 ? 1 : orientation;
    }

    private @Nullable String text(int tag) {
        return exif.stream()
                .map(directory -> tidy(directory.getString(tag)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    /** Cameras fill their names up with blanks and zero bytes. */
    private static Optional<String> tidy(@Nullable String text) {
        return Optional.ofNullable(text)
                .map(filled -> filled.replaceAll("\\p{Cntrl}", " ")
                        .replaceAll(" +", " ")
                        .strip())
                .filter(tidied -> !tidied.isEmpty());
    }

    private @Nullable Double number(int tag) {
        for (var directory : exif) {
            var number = directory.getDoubleObject(tag);
            if (number != null && Double.isFinite(number)) {
                return number;
            }
        }
        return null;
    }

    private @Nullable Integer integer(int tag) {
        for (var directory : exif) {
            var number = directory.getInteger(tag);
            if (number != null) {
                return number;
            }
        }
        return null;
    }

    private static @Nullable Double positive(@Nullable Double number) {
        return number == null || number <= 0 || !Double.isFinite(number) ? null : number;
    }
}
