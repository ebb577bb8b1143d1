package org.imalink.ingest.demo;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A photo that nobody took.
 *
 * @param shutter the exposure time is one second divided by it
 * @param apertureTenths ten times the f-number
 * @param orientation as EXIF has it: 6 is a camera held upright
 * @param rating 0 to 5
 */
record DrawnPhoto(
        String filename,
        Scene scene,
        long seed,
        LocalDateTime taken,
        Place place,
        Camera camera,
        int shutter,
        int apertureTenths,
        int iso,
        int orientation,
        String author,
        String title,
        List<String> tags,
        int rating) {
    static final List<String> AUTHORS = List.of("Ingrid Solberg", "Anders Vik");

    private static final int FIRST_YEAR = 2017;
    private static final int YEARS = 8;

    /** A trip has a place, a few days, and more than one photo: that is how people take them. */
    private static final int PHOTOS_PER_TRIP = 8;

    private static final int DAYS_OF_TRIP = 4;
    private static final int FIRST_HOUR = 8;
    private static final int HOURS_OF_DAY = 12;

    private record Trip(Place place, LocalDateTime firstDay) {
        static Trip of(Random random) {
            var firstDay = LocalDateTime.of(FIRST_YEAR + random.nextInt(YEARS), 1, 1, FIRST_HOUR, 0)
                    .plusDays(random.nextInt(365));
            return new Trip(Place.ALL.get(random.nextInt(Place.ALL.size())), firstDay);
        }

        LocalDateTime moment(Random random) {
            return firstDay.plusDays(random.nextInt(DAYS_OF_TRIP)).plusSeconds(random.nextInt(HOURS_OF_DAY * 3600));
        }
    }

    /** The same photos for the same seed. */
    static List<DrawnPhoto> photos(int count, long seed) {
        var random = new Random(seed);
        var trips = new ArrayList<Trip>();
        var photos = new ArrayList<DrawnPhoto>();
        for (int index = 0; index < count; index++) {
            if (index % PHOTOS_PER_TRIP == 0) {
                trips.add(Trip.of(random));
            }
            photos.add(photo(index, trips.getLast(), random));
        }
        return photos;
    }

    private static DrawnPhoto photo(int index, Trip trip, Random random) {
        var scene = Scene.values()[index % Scene.values().length];
        boolean upright = scene == Scene.PORTRAIT || random.nextInt(6) == 0;
        return new DrawnPhoto(
                "DSC_%04d.jpg".formatted(1001 + index * 7),
                scene,
                random.nextLong(),
                trip.moment(random),
                trip.place(),
                Camera.ALL.get(random.nextInt(Camera.ALL.size())),
                30 << random.nextInt(5),
                List.of(15, 28, 40, 80).get(random.nextInt(4)),
                100 << random.nextInt(5),
                upright ? 6 : 1,
                AUTHORS.get(random.nextInt(AUTHORS.size())),
                scene.title() + ", " + trip.place().name(),
                tags(scene, trip.place()),
                random.nextInt(6));
    }

    private static List<String> tags(Scene scene, Place place) {
        var tags = new ArrayList<>(scene.tags());
        tags.add(place.name());
        return List.copyOf(tags);
    }
}
