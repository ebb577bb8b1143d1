package org.imalink.ingest.demo;

import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A photo of a large library, of which only rows are made.
 *
 * @param preview which of the drawn previews it has
 * @param author which of the authors; null for none
 * @param takenAt null where nobody knows
 * @param withRaw whether its camera wrote a raw file too
 */
record MadeUpPhoto(
        int preview,
        Scene scene,
        Camera camera,
        Place place,
        @Nullable LocalDateTime takenAt,
        @Nullable Double latitude,
        @Nullable Double longitude,
        @Nullable Integer author,
        @Nullable Integer rating,
        @Nullable String title,
        List<String> tags,
        boolean withRaw) {
    private static final int FIRST_YEAR = 2006;
    private static final int YEARS = 20;

    /** How many photos people take from January to December. */
    private static final int[] SEASONS = {3, 3, 4, 6, 8, 9, 14, 10, 6, 5, 3, 9};

    private static final NavigableMap<Double, YearMonth> MONTHS = months();

    /** A photo of the library with the seed; the same for the same number. */
    static MadeUpPhoto number(long number, long seed, int previews, int authors) {
        var random = new SplittableRandom(seed * 1_000_003 + number);
        int preview = random.nextInt(previews);
        var scene = Scene.values()[preview % Scene.values().length];
        var place = Place.ALL.get(random.nextInt(Place.ALL.size()));
        boolean located = random.nextInt(10) < 6;
        return new MadeUpPhoto(
                preview,
                scene,
                Camera.ALL.get(random.nextInt(Camera.ALL.size())),
                place,
                random.nextInt(50) == 0 ? null : taken(random),
                located ? place.latitude() + random.nextDouble(-0.2, 0.2) : null,
                located ? place.longitude() + random.nextDouble(-0.2, 0.2) : null,
                random.nextInt(10) == 0 ? null : random.nextInt(authors),
                random.nextInt(10) < 4 ? null : random.nextInt(6),
                random.nextInt(10) < 3 ? scene.title() + ", " + place.name() : null,
                tags(scene, place, random),
                number % 2 == 1);
    }

    private static LocalDateTime taken(SplittableRandom random) {
        var month = MONTHS.higherEntry(random.nextDouble(MONTHS.lastKey())).getValue();
        return month.atDay(1 + random.nextInt(month.lengthOfMonth()))
                .atTime(6 + random.nextInt(16), random.nextInt(60), random.nextInt(60));
    }

    private static List<String> tags(Scene scene, Place place, SplittableRandom random) {
        var tags = new ArrayList<String>();
        if (random.nextInt(10) < 7) {
            tags.addAll(scene.tags().subList(0, 1 + random.nextInt(scene.tags().size())));
        }
        if (random.nextInt(10) < 4) {
            tags.add(place.name());
        }
        return List.copyOf(tags);
    }

    /** Each month behind the sum of what was taken up to its end: more from year to year, and no month like another. */
    private static NavigableMap<Double, YearMonth> months() {
        var random = new SplittableRandom(FIRST_YEAR);
        var months = new TreeMap<Double, YearMonth>();
        double sum = 0;
        for (int year = 0; year < YEARS; year++) {
            for (int month = 0; month < SEASONS.length; month++) {
                sum += (1 + year * 0.25) * SEASONS[month] * random.nextDouble(0.2, 2);
                months.put(sum, YearMonth.of(FIRST_YEAR + year, month + 1));
            }
        }
        return months;
    }
}
