package org.imalink.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.imalink.library.SearchIndexCheck;
import org.imalink.library.SearchIndexFill;
import org.imalink.operation.CheckReport;
import org.imalink.operation.Finding;
import org.imalink.operation.LibraryCheck;
import org.imalink.operation.LibraryCheck.Depth;
import org.imalink.operation.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks a library and says what to do about what it finds. */
@Command(
        name = "check",
        header = "Check that the library is complete and sound.",
        description = {
            "",
            "Looks at the database in itself, at the previews that its rows promise, and at the originals that its rows "
                    + "name. Changes nothing but what --rebuild-search does, and may run while the server does.",
            "",
            "A loss is something of the library's own that is gone or damaged: the exit code is then 1. A notice is "
                    + "something worth knowing, such as an original that was moved: originals belong to you, so that "
                    + "notices do not change the exit code.",
            "",
            "Examples:",
            "  imalink check",
            "  imalink check --deep --data /srv/photos",
            "  imalink check --json | jq .findings"
        },
        exitCodeList = {
            "0:Nothing is lost; there may be notices.",
            "1:Something is lost or damaged, or the check itself failed.",
            "2:Not understood: see the usage.",
            "3:Refused, with the reason."
        })
final class Check extends LibraryCommand {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** More lines than that nobody reads on a terminal; {@code --json} has them all. */
    private static final int MOST_LINES = 100;

    @Option(names = "--deep", description = "Read every byte of the coldpreviews too.")
    private boolean deep;

    @Option(
            names = "--rebuild-search",
            description = "First make the search index and all counts anew from the photos. Not while a server runs.")
    private boolean rebuildSearch;

    @Override
    public Integer call() {
        var depth = deep ? Depth.DEEP : Depth.USUAL;
        var server = RunningServer.find(directory());
        if (rebuildSearch && server.isPresent()) {
            throw new RefusedException("The library is being served. Stop the server, and run this command again.");
        }
        var report = server.map(running -> running.post("/operator/check", Map.of("deep", deep)))
                .orElseGet(() -> JSON.valueToTree(json(run(depth))));
        print(report, () -> printText(report));
        return report.path("clean").asBoolean() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private CheckReport run(Depth depth) {
        try (var library = OpenLibrary.open(settings(), name())) {
            return withProgress(progress -> {
                if (rebuildSearch) {
                    new SearchIndexFill(library.database(), progress).rebuild();
                }
                return new LibraryCheck(library.database(), library.directory(), new SearchIndexCheck())
                        .run(depth, progress);
            });
        }
    }

    /** The report as the server answers it and {@code --json} prints it. */
    static Map<String, ?> json(CheckReport report) {
        var json = new LinkedHashMap<String, Object>();
        json.put("clean", report.clean());
        json.put("losses", report.losses());
        json.put("notices", report.notices());
        json.put("checked", report.checked());
        json.put("findings", report.findings().stream().map(Check::json).toList());
        return json;
    }

    private static Map<String, ?> json(Finding finding) {
        var json = new LinkedHashMap<String, String>();
        json.put(
                "severity",
                switch (finding.severity()) {
                    case LOSS -> "loss";
                    case NOTICE -> "notice";
                });
        json.put("code", finding.code());
        json.put("table", finding.table());
        json.put("row", finding.row());
        json.put("problem", finding.problem());
        json.put("advice", finding.advice());
        return json;
    }

    private void printText(JsonNode report) {
        report.path("findings")
                .valueStream()
                .limit(MOST_LINES)
                .forEach(finding -> out().printf(
                                "%s: %s (%s %s)%n  %s%n",
                                text(finding, "severity"),
                                text(finding, "problem"),
                                text(finding, "table"),
                                text(finding, "row"),
                                text(finding, "advice")));
        int more = report.path("findings").size() - MOST_LINES;
        if (more > 0) {
            out().printf("... and %d more; --json lists them all.%n", more);
        }
        var checked = report.path("checked");
        out().printf(
                        "Checked %d photos, %d image files, %d hotpreviews, %d coldpreviews and %d places: %s.%n",
                        checked.path("photos").asLong(),
                        checked.path("image_files").asLong(),
                        checked.path("hotpreviews").asLong(),
                        checked.path("coldpreviews").asLong(),
                        checked.path("places").asLong(),
                        verdict(report));
    }

    private static String text(JsonNode finding, String field) {
        return finding.path(field).asString("");
    }

    private static String verdict(JsonNode report) {
        long losses = report.path("losses").asLong();
        long notices = report.path("notices").asLong();
        return (losses == 0 ? "nothing is lost" : losses + " losses")
                + (notices == 0 ? "" : ", " + notices + " notices");
    }
}
