package org.imalink.ingest;

import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.file.FileSystemDirectory;
import com.drew.metadata.xmp.XmpDirectory;
import java.io.StringWriter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Everything that a file tells, as JSON {@code {directory: {tag: text}}}. A long text is cut, and beyond a limit in all the
 * rest is left out and counted, the makers' own notes first.
 */
final class MetadataTags {
    /** Longest text of one tag, in characters. */
    static final int TEXT_LIMIT = 1000;

    /** Names and texts of all tags together, in characters. */
    static final int TOTAL_LIMIT = 48 * 1024;

    private static final String LEFT_OUT = "Left out";

    /** Without what finds out how objects are written: that takes longer to start than all else of a reader's process. */
    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, Map<String, String>> directories = new LinkedHashMap<>();
    private int length;
    private int leftOut;

    private MetadataTags() {}

    static @Nullable String toJson(Metadata metadata) {
        var tags = new MetadataTags();
        StreamSupport.stream(metadata.getDirectories().spliterator(), false)
                .sorted(Comparator.comparing(MetadataTags::isMakersNote))
                .forEach(tags::add);
        return tags.directories.isEmpty() ? null : json(tags.finish());
    }

    private static String json(Map<String, Map<String, String>> directories) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            directories.forEach((directory, tags) -> {
                json.writeObjectPropertyStart(directory);
                tags.forEach(json::writeStringProperty);
                json.writeEndObject();
            });
            json.writeEndObject();
        }
        return text.toString();
    }

    private static boolean isMakersNote(Directory directory) {
        return directory.getClass().getPackageName().endsWith("makernotes");
    }

    private void add(Directory directory) {
        switch (directory) {
            // Name, size and time of our working copy.
            case FileSystemDirectory ours -> {}
            case XmpDirectory xmp -> xmp.getXmpProperties().forEach((tag, text) -> add(xmp.getName(), tag, text));
            default -> {
                for (var tag : directory.getTags()) {
                    add(directory.getName(), tag.getTagName(), tag.getDescription());
                }
            }
        }
    }

    private void add(String directory, @Nullable String tag, @Nullable String text) {
        if (tag == null || text == null || text.isBlank()) {
            return;
        }
        var shown = shown(text);
        if (length + tag.length() + shown.length() > TOTAL_LIMIT) {
            leftOut++;
            return;
        }
        if (directories
                        .computeIfAbsent(directory, name -> new LinkedHashMap<>())
                        .putIfAbsent(tag, shown)
                == null) {
            length += tag.length() + shown.length();
        }
    }

    /** Control characters carry nothing, and PostgreSQL takes no NUL. */
    private static String shown(String text) {
        var clean = text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "").strip();
        if (clean.length() <= TEXT_LIMIT) {
            return clean;
        }
        int end = Character.isHighSurrogate(clean.charAt(TEXT_LIMIT - 1)) ? TEXT_LIMIT - 1 : TEXT_LIMIT;
        return clean.substring(0, end) + "…";
    }

    private Map<String, Map<String, String>> finish() {
        if (leftOut > 0) {
            directories.put(LEFT_OUT, Map.of("Tags", Integer.toString(leftOut)));
        }
        return directories;
    }
}
