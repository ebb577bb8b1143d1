package org.imalink.preview;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imalink.operation.isolated.CommandLimits;
import org.imalink.operation.isolated.CommandResult;
import org.imalink.operation.isolated.IsolatedCommand;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes previews out of RAW files with ExifTool (exiftool.org), where it is installed: for those of makers whose files
 * {@link RawPreviewTask} does not know. Two processes for any number of files, because starting Perl takes longer than the
 * work. Thread-safe.
 */
final class ExifTool {
    static final String PROGRAM = "exiftool";

    private static final String OUTPUT = "exiftool-";
    private static final Duration TIME = Duration.ofMinutes(2);
    private static final long MEMORY_BYTES = 1L << 30;
    private static final int OUTPUT_BYTES = 4 << 20;
    private static final JsonMapper JSON = JsonMapper.shared();

    private ExifTool() {}

    /**
     * Takes the largest preview out of each file.
     *
     * @param links files by names of our own in the folder
     * @param folder where previews are left
     * @return a file of the folder and what is known of it, for each link that has a preview
     */
    static Map<Path, Extracted> previews(List<Path> links, Path folder) throws IOException, InterruptedException {
        // Without a configuration file of the user; every preview to a file named after its source and tag.
        run(links, folder, "-config", "", "-q", "-q", "-m", "-b", "-W", OUTPUT + "%f-%t%-c.%s", "-preview:all");
        var told = tell(links, folder);
        var extracted = new HashMap<Path, Extracted>();
        for (var link : links) {
            var preview = largest(link, folder, told.get(name(link)));
            preview.ifPresent(found -> extracted.put(link, found));
        }
        return extracted;
    }

    /** A preview in a file of its own. */
    record Extracted(Path file, RawPreview preview) {}

    private static Map<String, JsonNode> tell(List<Path> links, Path folder) throws IOException, InterruptedException {
        var result = run(links, folder, "-config", "", "-j", "-n", "-m", "-Orientation", "-ImageWidth", "-ImageHeight");
        var told = new HashMap<String, JsonNode>();
        try {
            for (var file : JSON.readTree(result.output())) {
                told.put(file.path("SourceFile").asString(""), file);
            }
        } catch (JacksonException cutOff) {
            // The previews still have sizes of their own.
            return told;
        }
        return told;
    }

    private static Optional<Extracted> largest(Path link, Path folder, @Nullable JsonNode told) throws IOException {
        Path best = null;
        EmbeddedJpeg jpeg = null;
        try (var outputs = Files.newDirectoryStream(folder, OUTPUT + name(link) + "-*")) {
            for (var output : outputs) {
                try (var file = FileBytes.open(output)) {
                    var larger = RawPreviewTask.larger(jpeg, EmbeddedJpeg.at(file, 0, file.size()));
                    best = larger == jpeg ? best : output;
                    jpeg = larger;
                }
            }
        }
        if (best == null || jpeg == null) {
            return Optional.empty();
        }
        var target = folder.resolve("preview-" + name(link));
        int orientation = number(told, "Orientation");
        int width = number(told, "ImageWidth");
        int height = number(told, "ImageHeight");
        try (var file = FileBytes.open(best)) {
            return Optional.of(new Extracted(
                    target,
                    RawPreview.write(
                            file,
                            jpeg,
                            orientation < 1 || orientation > 8 ? null : orientation,
                            width < 1 || height < 1 ? null : new Dimensions(width, height),
                            target)));
        }
    }

    private static int number(@Nullable JsonNode told, String tag) {
        return told == null ? 0 : told.path(tag).asInt(0);
    }

    private static String name(Path link) {
        return link.getFileName().toString();
    }

    private static CommandResult run(List<Path> links, Path folder, String... arguments)
            throws IOException, InterruptedException {
        var line = new ArrayList<String>();
        line.add(PROGRAM);
        line.addAll(List.of(arguments));
        links.forEach(link -> line.add(name(link)));
        return IsolatedCommand.run(line, Map.of(), folder, new CommandLimits(TIME, MEMORY_BYTES, OUTPUT_BYTES));
    }
}
