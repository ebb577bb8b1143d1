package org.imalink.ingest;

import com.drew.lang.KeyValuePair;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.iptc.IptcDirectory;
import com.drew.metadata.png.PngDirectory;
import com.drew.metadata.xmp.XmpDirectory;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds when a picture was taken: first what says "taken", then what says "made digital", then "changed", and last the time
 * of the satellites, which is UTC. Not thread-safe.
 */
final class TakenTimeFinder {
    private static final String PNG_CREATION_TIME = "Creation Time";

    private final List<Directory> exif = new ArrayList<>();
    private final Metadata metadata;

    TakenTimeFinder(Metadata metadata) {
        this.metadata = metadata;
        exif.addAll(metadata.getDirectoriesOfType(ExifSubIFDDirectory.class));
        // PNG and some programs put everything into the first directory. The thumbnail's is another class.
        exif.addAll(metadata.getDirectoriesOfType(ExifIFD0Directory.class));
    }

    Optional<TakenTime> find() {
        return Stream.<Supplier<Optional<TakenTime>>>of(
                        this::original,
                        () -> xmp("exif:DateTimeOriginal"),
                        () -> xmp("photoshop:DateCreated"),
                        this::digitized,
                        () -> xmp("xmp:CreateDate"),
                        this::iptc,
                        this::png,
                        this::changed,
                        this::satellites)
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<TakenTime> original() {
        return exif(
                ExifDirectoryBase.TAG_DATETIME_ORIGINAL,
                ExifDirectoryBase.TAG_SUBSECOND_TIME_ORIGINAL,
                ExifDirectoryBase.TAG_TIME_ZONE_ORIGINAL);
    }

    private Optional<TakenTime> digitized() {
        return exif(
                ExifDirectoryBase.TAG_DATETIME_DIGITIZED,
                ExifDirectoryBase.TAG_SUBSECOND_TIME_DIGITIZED,
                ExifDirectoryBase.TAG_TIME_ZONE_DIGITIZED);
    }

    private Optional<TakenTime> changed() {
        return exif(
                ExifDirectoryBase.TAG_DATETIME, ExifDirectoryBase.TAG_SUBSECOND_TIME, ExifDirectoryBase.TAG_TIME_ZONE);
    }

    private Optional<TakenTime> exif(int timeTag, int subSecondsTag, int offsetTag) {
        var text = text(timeTag);
        return TakenTime.parse(text, text(subSecondsTag), offset(text, offsetTag));
    }

    /** The offset of the tag "changed" holds for any time that is the same as "changed": the file was not changed since. */
    private @Nullable String offset(@Nullable String time, int offsetTag) {
        var own = text(offsetTag);
        boolean neverChanged = Objects.equals(time, text(ExifDirectoryBase.TAG_DATETIME));
        return own == null && neverChanged ? text(ExifDirectoryBase.TAG_TIME_ZONE) : own;
    }

    private @Nullable String text(int tag) {
        for (var directory : exif) {
            var text = directory.getString(tag);
            if (text != null && !text.isBlank()) {
                return text;
            }
        }
        return null;
    }

    private Optional<TakenTime> xmp(String property) {
        return metadata.getDirectoriesOfType(XmpDirectory.class).stream()
                .map(directory -> directory.getXmpProperties().get(property))
                .map(TakenTime::parseDate)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<TakenTime> iptc() {
        return metadata.getDirectoriesOfType(IptcDirectory.class).stream()
                .map(TakenTimeFinder::iptc)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** IPTC writes the date as 20240701 and the time as 100000+0200. */
    private static Optional<TakenTime> iptc(IptcDirectory directory) {
        var date = directory.getString(IptcDirectory.TAG_DATE_CREATED);
        if (date == null || !date.matches("\\d{8}")) {
            return Optional.empty();
        }
        var day = date.substring(0, 4) + "-" + date.substring(4, 6) + "-" + date.substring(6);
        var time = directory.getString(IptcDirectory.TAG_TIME_CREATED);
        if (time == null || !time.matches("\\d{6}([+-]\\d{4})?")) {
            return TakenTime.parseDate(day);
        }
        var clock = time.substring(0, 2) + ":" + time.substring(2, 4) + ":" + time.substring(4);
        return TakenTime.parse(day + " " + clock, null, null);
    }

    private Optional<TakenTime> png() {
        return metadata.getDirectoriesOfType(PngDirectory.class).stream()
                .map(directory -> directory.getObject(PngDirectory.TAG_TEXTUAL_DATA))
                .filter(Collection.class::isInstance)
                .flatMap(texts -> ((Collection<?>) texts).stream())
                .filter(KeyValuePair.class::isInstance)
                .map(KeyValuePair.class::cast)
                .filter(pair -> pair.getKey().equals(PNG_CREATION_TIME))
                .map(pair -> TakenTime.parse(pair.getValue().toString(), null, null))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<TakenTime> satellites() {
        var directory = metadata.getFirstDirectoryOfType(GpsDirectory.class);
        var date = directory == null ? null : directory.getGpsDate();
        if (date == null) {
            return Optional.empty();
        }
        var utc = LocalDateTime.ofInstant(date.toInstant(), ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
        return TakenTime.parse(utc.format(DateTimeFormatter.ISO_LOCAL_DATE_TIME), null, "Z");
    }
}
