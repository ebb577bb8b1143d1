package org.imalink.ingest.demo;

import java.util.List;

/**
 * Somewhere in the world.
 *
 * @param latitude degrees north
 * @param longitude degrees east
 * @param offsetMinutes its usual time, east of UTC
 */
record Place(String name, double latitude, double longitude, int offsetMinutes) {
    static final List<Place> ALL = List.of(
            new Place("Bergen", 60.3913, 5.3221, 60),
            new Place("Oslo", 59.9139, 10.7522, 60),
            new Place("Tromsø", 69.6492, 18.9553, 60),
            new Place("Lofoten", 68.2095, 13.7470, 60),
            new Place("Geiranger", 62.1008, 7.2059, 60),
            new Place("Røros", 62.5748, 11.3843, 60),
            new Place("Lisboa", 38.7223, -9.1393, 0),
            new Place("København", 55.6761, 12.5683, 60),
            new Place("Roma", 41.9028, 12.4964, 60),
            new Place("Reykjavík", 64.1466, -21.9426, 0),
            new Place("New York", 40.7128, -74.0060, -300),
            new Place("Kyoto", 35.0116, 135.7681, 540),
            new Place("Cape Town", -33.9249, 18.4241, 120),
            new Place("Queenstown", -45.0312, 168.6626, 720));
}
