package org.imalink.ingest;

import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.imalink.library.PlaceNames;
import org.jspecify.annotations.Nullable;

/**
 * What an XMP packet says of a picture (XMP specification part 2; IPTC Photo Metadata Standard for places). A property that
 * is not what it should be counts as none. Not thread-safe.
 */
record XmpDescription(XMPMeta packet) {
    private static final String DUBLIN_CORE = "http://purl.org/dc/elements/1.1/";
    private static final String XMP = "http://ns.adobe.com/xap/1.0/";
    private static final String PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/";
    private static final String EXIF = "http://ns.adobe.com/exif/1.0/";
    private static final String IPTC_CORE = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/";
    private static final String IPTC_EXTENSION = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";
    private static final String DEFAULT_LANGUAGE = "x-default";
    private static final String CREATED = "LocationCreated";

    /** More is no list of keywords but an attack. */
    private static final int LONGEST_LIST = 1000;

    /** Degrees and minutes, or degrees, minutes and seconds: 59,54.6N or 59,54,36N. */
    private static final Pattern COORDINATE =
            Pattern.compile("(\\d{1,3}),(\\d{1,2}(?:\\.\\d+)?)(?:,(\\d{1,2}(?:\\.\\d+)?))?([NSEW])");

    Description read() {
        var title = localized("title");
        return new Description(
                title == null ? text(PHOTOSHOP, "Headline") : title,
                localized("description"),
                list("subject"),
                rating(),
                list("creator").stream().findFirst().orElse(null),
                place());
    }

    @Nullable
    Double latitude() {
        return coordinate("GPSLatitude", 90);
    }

    @Nullable
    Double longitude() {
        return coordinate("GPSLongitude", 180);
    }

    private @Nullable String localized(String property) {
        try {
            var text = packet.getLocalizedText(DUBLIN_CORE, property, null, DEFAULT_LANGUAGE);
            return text == null ? null : text.getValue();
        } catch (XMPException notLocalized) {
            return text(DUBLIN_CORE, property);
        }
    }

    private @Nullable String text(String namespace, String property) {
        try {
            return packet.getPropertyString(namespace, property);
        } catch (XMPException e) {
            return null;
        }
    }

    private List<String> list(String property) {
        var items = new ArrayList<String>();
        try {
            int count = Math.min(packet.countArrayItems(DUBLIN_CORE, property), LONGEST_LIST);
            for (int item = 1; item <= count; item++) {
                var value = packet.getArrayItem(DUBLIN_CORE, property, item);
                if (value != null && value.getValue() != null) {
                    items.add(value.getValue());
                }
            }
        } catch (XMPException noList) {
            var one = text(DUBLIN_CORE, property);
            return one == null ? items : List.of(one);
        }
        return items;
    }

    /** 0 means not rated, as cameras write it into every picture; -1 means rejected, which is no rating here. */
    private @Nullable Integer rating() {
        var text = text(XMP, "Rating");
        if (text == null || !text.strip().matches("[1-5](\\.\\d+)?")) {
            return null;
        }
        return Math.min(5, (int) Math.round(Double.parseDouble(text.strip())));
    }

    private PlaceNames place() {
        var plain = new PlaceNames(
                text(IPTC_CORE, "Location"),
                text(PHOTOSHOP, "City"),
                text(PHOTOSHOP, "State"),
                text(PHOTOSHOP, "Country"));
        return plain.or(new PlaceNames(
                created("Sublocation"), created("City"), created("ProvinceState"), created("CountryName")));
    }

    private @Nullable String created(String field) {
        try {
            var found = packet.getStructField(IPTC_EXTENSION, CREATED + "[1]", IPTC_EXTENSION, field);
            return found == null ? null : found.getValue();
        } catch (XMPException e) {
            return null;
        }
    }

    private @Nullable Double coordinate(String property, int most) {
        var text = text(EXIF, property);
        var found = COORDINATE.matcher(text == null ? "" : text.strip());
        if (!found.matches()) {
            return null;
        }
        double seconds = found.group(3) == null ? 0 : Double.parseDouble(found.group(3));
        double degrees = Integer.parseInt(found.group(1)) + Double.parseDouble(found.group(2)) / 60 + seconds / 3600;
        boolean negative = found.group(4).equals("S") || found.group(4).equals("W");
        return degrees > most ? null : negative ? -degrees : degrees;
    }
}
