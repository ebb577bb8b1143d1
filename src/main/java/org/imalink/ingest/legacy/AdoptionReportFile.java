package org.imalink.ingest.legacy;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Writes the report of an adoption into a file, with every row and value that was set aside, a line for each. */
final class AdoptionReportFile {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss");
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private AdoptionReportFile() {}

    /** Where the report of now goes. */
    static Path in(Path folder) {
        return folder.resolve("adopt-report-" + TIME.format(LocalDateTime.now()) + ".json");
    }

    /**
     * Writes the file, whole or not at all.
     *
     * @param unused a line of JSON for each file that no photo names
     */
    static void write(Path file, AdoptionReport report, LeftBehind leftBehind, Path unused) throws IOException {
        var part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (var out = Files.newBufferedWriter(part)) {
                out.write("{\"report\":");
                out.write(JSON.writeValueAsString(report));
                copyLines(out, "rows_set_aside", leftBehind.rowsFile());
                copyLines(out, "values_set_aside", leftBehind.valuesFile());
                copyLines(out, "coldpreviews_of_no_photo", unused);
                out.write("}\n");
            }
            try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void copyLines(BufferedWriter out, String name, Path lines) throws IOException {
        out.write(",\n\"" + name + "\":[");
        try (var in = Files.newBufferedReader(lines)) {
            var separator = "\n";
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                out.write(separator);
                out.write(line);
                separator = ",\n";
            }
        }
        out.write("]");
    }
}
