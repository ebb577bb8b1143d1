package org.imalink.ingest.demo;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;

/** What can be on a drawn photo. The same seed draws the same picture, at any size. */
enum Scene {
    FJORD("Fjord", List.of("fjord", "mountains")) {
        @Override
        void draw(Canvas canvas) {
            var light = canvas.pick(Sky.values());
            canvas.sky(light, 0.62);
            canvas.sun(light);
            canvas.ridges(light, 0.62, 4);
            canvas.water(light, 0.62);
        }
    },
    SEA("By the sea", List.of("sea", "summer")) {
        @Override
        void draw(Canvas canvas) {
            var light = canvas.pick(Sky.DAY, Sky.SUNSET);
            canvas.sky(light, 0.55);
            canvas.clouds(5);
            canvas.sun(light);
            canvas.water(light, 0.55);
            canvas.sail();
            canvas.beach();
        }
    },
    CITY("City lights", List.of("city", "evening")) {
        @Override
        void draw(Canvas canvas) {
            var light = canvas.pick(Sky.DUSK, Sky.SUNSET);
            canvas.sky(light, 0.8);
            canvas.houses(light, 0.80, 0.35);
            canvas.houses(light, 0.84, 0.22);
            canvas.water(light, 0.84);
        }
    },
    FOREST("In the forest", List.of("forest", "hiking")) {
        @Override
        void draw(Canvas canvas) {
            canvas.sky(Sky.MIST, 0.9);
            canvas.ridges(Sky.MIST, 0.7, 2);
            canvas.trees(0.72, 0.22, new Color(0x5f7f70));
            canvas.trees(0.85, 0.34, new Color(0x35564a));
            canvas.trees(1.02, 0.5, new Color(0x17302a));
        }
    },
    NORTHERN_LIGHTS("Northern lights", List.of("winter", "night", "northern lights")) {
        @Override
        void draw(Canvas canvas) {
            canvas.sky(Sky.NIGHT, 0.8);
            canvas.stars();
            canvas.aurora();
            canvas.ridges(Sky.NIGHT, 0.8, 2);
            canvas.water(Sky.NIGHT, 0.8);
        }
    },
    FIELD("Fields in bloom", List.of("flowers", "spring")) {
        @Override
        void draw(Canvas canvas) {
            canvas.sky(Sky.DAY, 0.5);
            canvas.clouds(7);
            canvas.ridges(Sky.DAY, 0.5, 2);
            canvas.meadow(0.5);
        }
    },
    SNOW("Ski trip", List.of("winter", "snow")) {
        @Override
        void draw(Canvas canvas) {
            canvas.sky(Sky.DAWN, 0.7);
            canvas.sun(Sky.DAWN);
            canvas.snow();
            canvas.trees(0.9, 0.3, new Color(0x2d4a55));
        }
    },
    PORTRAIT("Portrait", List.of("family", "portrait")) {
        @Override
        void draw(Canvas canvas) {
            canvas.blur();
            canvas.person();
        }
    };

    private final String title;
    private final List<String> tags;

    Scene(String title, List<String> tags) {
        this.title = title;
        this.tags = tags;
    }

    String title() {
        return title;
    }

    List<String> tags() {
        return tags;
    }

    abstract void draw(Canvas canvas);

    /** Draws the scene. */
    BufferedImage picture(int width, int height, long seed) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            var canvas = new Canvas(graphics, width, height, new Random(seed));
            draw(canvas);
            canvas.vignette();
        } finally {
            graphics.dispose();
        }
        return image;
    }
}
