package org.imalink.transition.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.imalink.database.Engine;
import org.imalink.operation.DataDirectory;
import org.imalink.operation.LibraryComparison;
import org.imalink.operation.RefusedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {
    @TempDir
    private Path folder;

    private DataDirectory directory;
    private ReportFiles files;

    @BeforeEach
    void open() {
        directory = DataDirectory.open(folder);
        files = new ReportFiles(directory);
    }

    private static RehearsalReport report(double seconds) {
        return new RehearsalReport(
                Instant.parse("2026-11-28T02:00:00Z"),
                seconds,
                false,
                List.of("Something was wrong."),
                List.of(),
                new RehearsalReport.Origin("0.1.0", Engine.SQLITE, 11, 1, "dual", 3),
                new RehearsalReport.Copy(0.5, 4096, new TreeMap<>(), new TreeMap<>(), "00"),
                List.of(new RehearsalReport.Step("Going to scoped", 1.5, "scoped", 2, 0.1, null)),
                List.of(new RehearsalReport.Difference("then", 1, "photos", "17", LibraryComparison.Kind.CHANGED)),
                new RehearsalReport.Reads(
                        1,
                        2,
                        List.of("/api/v1/photos/, then"),
                        List.of(new RehearsalReport.Slower("/api/v1/search", "then", 0.1, 0.5))),
                new RehearsalReport.Forecast(new TreeMap<>(), 0.1, 0.2, 0.3, 4096, 12));
    }

    private List<Path> written() throws IOException {
        var found = new ArrayList<Path>();
        try (var all = Files.newDirectoryStream(folder, "rehearsal-report-*")) {
            all.forEach(found::add);
        }
        return found;
    }

    @Test
    void the_newest_is_read_as_it_was_written_and_older_ones_than_five_are_deleted() throws Exception {
        assertThat(RehearsalReport.latest(directory)).isEmpty();
        for (int number = 1; number <= ReportFiles.KEPT + 2; number++) {
            files.write(report(number));
            assertThat(RehearsalReport.latest(directory)).contains(report(number));
        }
        assertThat(written())
                .hasSize(ReportFiles.KEPT)
                .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------"));
    }

    @Test
    void a_report_that_somebody_damaged_is_refused_with_what_to_do() throws Exception {
        files.write(report(1));
        Files.writeString(written().getFirst(), "{");
        assertThatThrownBy(() -> RehearsalReport.latest(directory))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("imalink multiuser rehearse");
    }

    @Test
    void the_page_names_what_speaks_against_going_forward_and_each_row() {
        assertThat(RehearsalText.of(report(2)))
                .contains("  - Something was wrong.", "  photos 17 of user 1: changed", "  /api/v1/photos/, then")
                .anyMatch(line -> line.startsWith("FAILED"));
    }
}
