package org.imalink.transition.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.imalink.operation.DataDirectory;
import org.imalink.operation.OwnerOnly;
import org.imalink.operation.Refusal;
import org.imalink.operation.RefusedException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The reports of rehearsals in a data directory; only the newest are kept. */
final class ReportFiles {
    static final int KEPT = 5;

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss");
    private static final Pattern NAME = Pattern.compile("rehearsal-report-(\\d{8}_\\d{6})\\.json");
    static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final Path folder;

    ReportFiles(DataDirectory directory) {
        this.folder = directory.root();
    }

    /** Writes a report whole and so that it survives a power failure, and deletes those that are too many then. */
    void write(RehearsalReport report) throws IOException {
        OwnerOnly.write(freeName(), JSON.writeValueAsString(report) + "\n");
        var all = newestFirst();
        for (var old : all.subList(Math.min(KEPT, all.size()), all.size())) {
            Files.deleteIfExists(old);
        }
    }

    /** Behind all others, whatever the clock says: the newest is the last by its name. */
    private Path freeName() throws IOException {
        var now = LocalDateTime.now();
        var time = newestFirst().stream()
                .findFirst()
                .map(newest -> stamp(newest).plusSeconds(1))
                .filter(now::isBefore)
                .orElse(now);
        return folder.resolve("rehearsal-report-" + STAMP.format(time) + ".json");
    }

    private static LocalDateTime stamp(Path file) {
        var name = NAME.matcher(String.valueOf(file.getFileName()));
        return name.matches() ? LocalDateTime.parse(name.group(1), STAMP) : LocalDateTime.MIN;
    }

    Optional<RehearsalReport> latest() {
        try {
            var newest = newestFirst().stream().findFirst();
            return newest.isEmpty() ? Optional.empty() : Optional.of(read(newest.get()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | JacksonException e) {
            throw new RefusedException(
                    new Refusal(
                            Refusal.Kind.REPORT_UNREADABLE,
                            Map.of("folder", folder.toString(), "reason", String.valueOf(e.getMessage()))),
                    "The newest report of a rehearsal in %s cannot be read: %s. Rehearse again: imalink multiuser rehearse"
                            .formatted(folder, e.getMessage()),
                    e);
        }
    }

    private static RehearsalReport read(Path file) throws IOException {
        return JSON.readValue(Files.readString(file), RehearsalReport.class);
    }

    private List<Path> newestFirst() throws IOException {
        var found = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(folder, "rehearsal-report-*.json")) {
            for (var file : files) {
                if (NAME.matcher(String.valueOf(file.getFileName())).matches()) {
                    found.add(file);
                }
            }
        }
        found.sort(Comparator.comparing(Path::toString).reversed());
        return found;
    }
}
