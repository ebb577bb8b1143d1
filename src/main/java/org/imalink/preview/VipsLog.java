package org.imalink.preview;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@code vipsthumbnail} said while it worked through a batch, told apart by the file it was about. */
final class VipsLog {
    private static final Pattern INFORMATION = Pattern.compile("(VIPS-INFO|VIPS-DEBUG|-INFO \\*\\*|-DEBUG \\*\\*)");
    private static final Pattern START = Pattern.compile("thumbnailing (source\\d+)$");
    private static final Pattern SIZE = Pattern.compile("input size is (\\d{1,9}) x (\\d{1,9})$");

    /** Said of good images: AVIF has its colours in its pixels' header, and a grey image cannot have the profile of sRGB. */
    private static final List<String> HARMLESS = List.of("ignoring nclx profile", "profile incompatible with image");

    private final Set<String> started = new HashSet<>();
    private final Set<String> suspects = new HashSet<>();
    private final Map<String, Dimensions> sizes = new HashMap<>();
    private boolean unattributed;
    private @Nullable String current;

    VipsLog(byte[] output) {
        new String(output, StandardCharsets.UTF_8).lines().forEach(this::read);
    }

    /** The size that any such output gives for its first image. */
    static Optional<Dimensions> size(byte[] output) {
        return new String(output, StandardCharsets.UTF_8)
                .lines()
                .map(SIZE::matcher)
                .filter(matcher -> matcher.find())
                .map(matcher -> new Dimensions(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                .findFirst();
    }

    private void read(String line) {
        var start = START.matcher(line);
        var size = SIZE.matcher(line);
        if (start.find()) {
            current = start.group(1);
            started.add(current);
        } else if (size.find()) {
            if (current != null) {
                sizes.putIfAbsent(
                        current, new Dimensions(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2))));
            }
        } else if (!line.isBlank() && !INFORMATION.matcher(line).find()) {
            if (HARMLESS.stream().anyMatch(line::contains)) {
                return;
            }
            if (current == null) {
                unattributed = true;
            } else {
                suspects.add(current);
            }
        }
    }

    boolean started(String name) {
        return started.contains(name);
    }

    /** Whether anything was said of a file that is not said of good ones. */
    boolean suspects(String name) {
        return unattributed || suspects.contains(name);
    }

    /** Whether this file was the last that was begun. */
    boolean isLast(String name) {
        return name.equals(current);
    }

    Optional<Dimensions> size(String name) {
        return Optional.ofNullable(sizes.get(name));
    }
}
