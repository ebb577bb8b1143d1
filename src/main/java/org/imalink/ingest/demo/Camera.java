package org.imalink.ingest.demo;

import java.util.List;

/**
 * What a photo was taken with.
 *
 * @param focalLength millimetres
 * @param rawSuffix of the companions that it writes beside JPEG files
 */
record Camera(String make, String model, String lens, double focalLength, String rawSuffix) {
    static final List<Camera> ALL = List.of(
            new Camera("NIKON CORPORATION", "NIKON Z 6", "NIKKOR Z 24-70mm f/4 S", 35, "NEF"),
            new Camera("Canon", "Canon EOS R6", "RF50mm F1.8 STM", 50, "CR2"),
            new Camera("FUJIFILM", "X-T4", "XF23mmF2 R WR", 23, "DNG"),
            new Camera("Apple", "iPhone 13 Pro", "iPhone 13 Pro back camera 5.7mm f/1.5", 5.7, "DNG"));
}
