package org.imalink.ingest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** Names on disk for files as clients call them: one name each, visible, short enough, and no two alike. */
final class UploadName {
    /** File systems take 255; what makes two names differ needs some. */
    private static final int LONGEST_BYTES = 200;

    private static final int LONGEST_SUFFIX = 20;

    private UploadName() {}

    /** As many names as were given, in their order. */
    static List<String> onDisk(List<String> names) {
        var taken = new HashSet<String>();
        var onDisk = new ArrayList<String>();
        for (var name : names) {
            var clean = clean(name);
            var free = clean;
            for (int number = 2; !taken.add(free.toLowerCase(Locale.ROOT)); number++) {
                free = stem(clean) + " (" + number + ")" + suffix(clean);
            }
            onDisk.add(free);
        }
        return onDisk;
    }

    private static String clean(String name) {
        var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        // What makes a lone surrogate cannot be written as UTF-8.
        var encodable = new String(last.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        var visible = encodable.replaceAll("\\p{Cc}", "").strip();
        if (visible.isEmpty() || visible.startsWith(".")) {
            visible = "_" + visible;
        }
        var suffix = suffix(visible);
        var stem = stem(visible);
        while ((stem + suffix).getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        }
        return stem + suffix;
    }

    private static String suffix(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 && name.length() - dot <= LONGEST_SUFFIX ? name.substring(dot) : "";
    }

    private static String stem(String name) {
        return name.substring(0, name.length() - suffix(name).length());
    }
}
