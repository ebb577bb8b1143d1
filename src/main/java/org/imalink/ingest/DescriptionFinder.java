package org.imalink.ingest;

import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.iptc.IptcDirectory;
import com.drew.metadata.xmp.XmpDirectory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.imalink.library.PlaceNames;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a file says of its picture in words: for each field XMP first, then IPTC, then EXIF. The Metadata Working
 * Group's guidance (version 2.0, chapter 5) has EXIF first for descriptions and creators; here it comes last, because what
 * cameras write there by themselves is their own name, and programs that write EXIF for people write XMP with it. Not
 * thread-safe.
 */
final class DescriptionFinder {
    private static final int LONGEST_TITLE = 255;
    private static final int LONGEST_TEXT = 10_000;
    private static final int LONGEST_KEYWORD = 1000;

    /** What cameras write as the description of every picture, in lower case. */
    private static final Set<String> CAMERA_WORDS = Set.of(
            "olympus digital camera",
            "konica minolta digital camera",
            "minolta digital camera",
            "sony dsc",
            "digital camera",
            "dcim",
            "default",
            "exif_jpeg_picture",
            "kodak digital still camera",
            "jpeg",
            "charset=\"ascii\"",
            "screenshot");

    private final Metadata metadata;
    private final List<Description> sources = new ArrayList<>();

    DescriptionFinder(Metadata metadata) {
        this.metadata = metadata;
        xmp().map(XmpDescription::read).forEach(sources::add);
        metadata.getDirectoriesOfType(IptcDirectory.class).forEach(iptc -> sources.add(read(iptc)));
        metadata.getDirectoriesOfType(ExifIFD0Directory.class).forEach(exif -> sources.add(read(exif)));
    }

    private Stream<XmpDescription> xmp() {
        return metadata.getDirectoriesOfType(XmpDirectory.class).stream()
                .map(directory -> new XmpDescription(directory.getXMPMeta()));
    }

    Description find() {
        return new Description(
                first(source -> tidyLine(source.title(), LONGEST_TITLE)),
                first(source -> tidy(source.text(), LONGEST_TEXT)),
                sources.stream()
                        .map(source -> source.keywords().stream()
                                .map(keyword -> tidyLine(keyword, LONGEST_KEYWORD))
                                .filter(Objects::nonNull)
                                .toList())
                        .filter(keywords -> !keywords.isEmpty())
                        .findFirst()
                        .orElse(List.of()),
                first(Description::rating),
                first(source -> tidyLine(source.author(), LONGEST_TITLE)),
                sources.stream().map(source -> tidy(source.place())).reduce(PlaceNames.NONE, PlaceNames::or));
    }

    /** A place in XMP as degrees north and east; null when there is none. */
    double @Nullable [] coordinates() {
        return xmp().flatMap(packet -> {
                    var latitude = packet.latitude();
                    var longitude = packet.longitude();
                    boolean isPlace = latitude != null && longitude != null && (latitude != 0 || longitude != 0);
                    return isPlace ? Stream.of(new double[] {latitude, longitude}) : Stream.<double[]>empty();
                })
                .findFirst()
                .orElse(null);
    }

    private <T> @Nullable T first(Function<Description, @Nullable T> field) {
        return sources.stream()
                .map(source -> Optional.ofNullable(field.apply(source)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    private static Description read(IptcDirectory iptc) {
        var title = iptc.getString(IptcDirectory.TAG_OBJECT_NAME);
        var keywords = iptc.getKeywords();
        return new Description(
                title == null ? iptc.getString(IptcDirectory.TAG_HEADLINE) : title,
                iptc.getString(IptcDirectory.TAG_CAPTION),
                keywords == null ? List.of() : keywords,
                null,
                firstOf(iptc, IptcDirectory.TAG_BY_LINE),
                new PlaceNames(
                        iptc.getString(IptcDirectory.TAG_SUB_LOCATION),
                        iptc.getString(IptcDirectory.TAG_CITY),
                        iptc.getString(IptcDirectory.TAG_PROVINCE_OR_STATE),
                        iptc.getString(IptcDirectory.TAG_COUNTRY_OR_PRIMARY_LOCATION_NAME)));
    }

    private static @Nullable String firstOf(IptcDirectory iptc, int tag) {
        var all = iptc.getStringArray(tag);
        return all == null || all.length == 0 ? iptc.getString(tag) : all[0];
    }

    private static Description read(ExifIFD0Directory exif) {
        var description = exif.getString(ExifDirectoryBase.TAG_IMAGE_DESCRIPTION);
        var comment = windows(exif, ExifDirectoryBase.TAG_WIN_COMMENT);
        var artist = exif.getString(ExifDirectoryBase.TAG_ARTIST);
        var keywords = windows(exif, ExifDirectoryBase.TAG_WIN_KEYWORDS);
        var rating = exif.getInteger(ExifDirectoryBase.TAG_RATING);
        boolean byCamera = description == null || isCameraWord(description);
        return new Description(
                windows(exif, ExifDirectoryBase.TAG_WIN_TITLE),
                byCamera ? comment : description,
                keywords == null ? List.of() : List.of(keywords.split(";")),
                rating == null || rating < 1 || rating > 5 ? null : rating,
                artist == null || artist.isBlank() ? windows(exif, ExifDirectoryBase.TAG_WIN_AUTHOR) : artist,
                PlaceNames.NONE);
    }

    private static boolean isCameraWord(String description) {
        var words = description.replace('\0', ' ').strip().toLowerCase(Locale.ROOT);
        return words.isEmpty() || CAMERA_WORDS.contains(words);
    }

    /** Windows writes UTF-16 into tags of its own. */
    private static @Nullable String windows(Directory exif, int tag) {
        var bytes = exif.getByteArray(tag);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_16LE);
    }

    private static PlaceNames tidy(PlaceNames place) {
        return new PlaceNames(
                tidyLine(place.sublocation(), LONGEST_TITLE),
                tidyLine(place.city(), LONGEST_TITLE),
                tidyLine(place.state(), LONGEST_TITLE),
                tidyLine(place.country(), LONGEST_TITLE));
    }

    private static @Nullable String tidyLine(@Nullable String text, int longest) {
        return text == null ? null : tidy(text.replaceAll("[\\p{Cntrl}\\s]+", " "), longest);
    }

    /** Control characters carry nothing, and PostgreSQL takes no NUL. */
    private static @Nullable String tidy(@Nullable String text, int longest) {
        if (text == null) {
            return null;
        }
        var clean = text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "").strip();
        if (clean.codePointCount(0, clean.length()) > longest) {
            clean = clean.substring(0, clean.offsetByCodePoints(0, longest)).strip();
        }
        return clean.isEmpty() ? null : clean;
    }
}
