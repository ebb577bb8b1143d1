import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Random;

/**
 * A scan of 100,000 files that lie as they lay, against a bare walk of the same folders that reads the attributes of each file.
 * The files are copies of one photo, so that the library is made once in some minutes; a scan looks up each of
 * them all the same.
 */
final class RescanBench {
    private static final int FOLDERS = 1000;
    private static final int FILES = 100;
    private static final int POLL_MILLISECONDS = 20;

    private RescanBench() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 11;
        var report = new Report("rescan");
        var files = files();
        var data = Server.WORK.resolve("rescan-library");
        try (var server = Server.start(data)) {
            report.say("import, or scan of the library made before: %.1f s", scan(server, files));
            var pairs = new Pairs();
            var random = new Random(1);
            scan(server, files);
            walk(files);
            for (int round = 0; round < rounds; round++) {
                pairs.measure(random, () -> scan(server, files), () -> walk(files));
            }
            report.atMost("scan of 100,000 unchanged files / bare walk", pairs, 6, "s");
        }
        report.end();
    }

    private static Path files() throws Exception {
        var folder = Server.WORK.resolve("rescan-files");
        if (Files.exists(folder.resolve(".complete"))) {
            return folder;
        }
        Server.delete(folder);
        var drawn = Server.WORK.resolve("rescan-drawn");
        Server.delete(drawn);
        Server.run("draw-photos", drawn.toString(), "--photos", "1");
        byte[] photo;
        try (var made = Files.walk(drawn)) {
            photo = Files.readAllBytes(made.filter(Files::isRegularFile).findFirst().orElseThrow());
        }
        for (int number = 0; number < FOLDERS; number++) {
            var each = Files.createDirectories(folder.resolve("folder-%04d".formatted(number)));
            for (int file = 0; file < FILES; file++) {
                Files.write(each.resolve("IMG_%04d.jpg".formatted(file)), photo);
            }
        }
        Files.createFile(folder.resolve(".complete"));
        return folder;
    }

    /** As the job tells it, in seconds. */
    private static double scan(Server server, Path folder) throws Exception {
        var job = server.post("/api/v1/operator/imports", "{\"paths\":[\"" + folder + "\"]}");
        while (job.get("finished_at").isNull()) {
            Thread.sleep(POLL_MILLISECONDS);
            job = server.json("/api/v1/jobs/" + job.get("id"));
        }
        if (!job.get("state").asString().equals("done")
                || job.get("added").asInt() + job.get("known").asInt() != FOLDERS * FILES) {
            throw new IOException("Not all files were met: " + job);
        }
        return Duration.between(time(job.get("started_at").asString()), time(job.get("finished_at").asString()))
                        .toNanos()
                / 1e9;
    }

    private static LocalDateTime time(String text) {
        return LocalDateTime.parse(text.replace("Z", ""));
    }

    private static double walk(Path folder) throws IOException {
        long began = System.nanoTime();
        var seen = new long[1];
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes walked) throws IOException {
                var attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                seen[0] += attributes.isRegularFile() ? 1 : 0;
                return FileVisitResult.CONTINUE;
            }
        });
        if (seen[0] < FOLDERS * FILES) {
            throw new IOException("Files are missing");
        }
        return (System.nanoTime() - began) / 1e9;
    }
}
