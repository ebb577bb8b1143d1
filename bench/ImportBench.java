import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;

/**
 * Imports 400 photos of 12 megapixels, against vipsthumbnail making the previews of the same files with the same number of
 * processes: first until all can be browsed, then until all have their coldpreview too.
 */
final class ImportBench {
    private static final int PHOTOS = 400;
    private static final int PROCESSES = Runtime.getRuntime().availableProcessors();

    /** How often it is asked, which takes processor time from what is measured; what comes between two counts against us. */
    private static final int POLL_MILLISECONDS = 100;

    private ImportBench() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        var report = new Report("import");
        var photos = photos();
        var files = list(photos);
        report.say("%d photos, %d MB", files.size(), bytes(files) >> 20);
        var browsable = new Pairs();
        var complete = new Pairs();
        var random = new Random(1);
        for (int round = 0; round <= rounds; round++) {
            boolean first = random.nextBoolean();
            var ours = first ? imported(photos) : null;
            double small = vips(files, "150x150>", 75);
            double both = small + vips(files, "1200x1200>", 85);
            var measured = ours == null ? imported(photos) : ours;
            if (round > 0) { // the first one warms the disk's cache
                browsable.add(measured[0], small);
                complete.add(measured[1], both);
            }
        }
        report.atMost("all can be browsed / 150 px previews", browsable, 1.25, "s");
        report.atMost("with coldpreviews / both sizes", complete, 1.15, "s");
        report.end();
    }

    /** Drawn once, enlarged, and given the grain of a sensor, without which a JPEG is smaller than a camera's. */
    private static Path photos() throws Exception {
        var folder = Server.WORK.resolve("photos-" + PHOTOS);
        if (Files.exists(folder.resolve(".complete"))) {
            return folder;
        }
        Server.delete(folder);
        Files.createDirectories(folder);
        var drawn = Server.WORK.resolve("drawn-" + PHOTOS);
        Server.run("draw-photos", drawn.toString(), "--photos", "" + PHOTOS);
        var grain = Server.WORK.resolve("grain.v");
        command("vips", "gaussnoise", grain.toString(), "4000", "3000", "--sigma", "6");
        try (var threads = Executors.newFixedThreadPool(PROCESSES)) {
            int number = 0;
            for (var source : list(drawn)) {
                var target = folder.resolve("IMG_%04d.jpg".formatted(++number));
                threads.submit(() -> {
                    enlarge(source, grain, target);
                    return null;
                });
            }
        }
        Files.createFile(folder.resolve(".complete"));
        return folder;
    }

    private static void enlarge(Path source, Path grain, Path target) throws IOException, InterruptedException {
        var large = target + ".large.v";
        var sum = target + ".sum.v";
        command("vips", "thumbnail", source.toString(), large, "4000", "--height", "3000", "--size", "force", "--no-rotate");
        command("vips", "add", large, grain.toString(), sum);
        command("vips", "cast", sum, sum + ".u.v", "uchar");
        command("vips", "jpegsave", sum + ".u.v", target.toString(), "--Q", "90");
        for (var temporary : List.of(large, sum, sum + ".u.v")) {
            Files.delete(Path.of(temporary));
        }
    }

    private static void command(String... line) throws IOException, InterruptedException {
        var process = new ProcessBuilder(line).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", line) + " failed");
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
        }
    }

    private static long bytes(List<Path> files) throws IOException {
        long bytes = 0;
        for (var file : files) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    /** Seconds that vipsthumbnail needs, the files spread evenly over its processes. */
    private static double vips(List<Path> files, String size, int quality) throws IOException, InterruptedException {
        var output = Server.WORK.resolve("vips");
        Server.delete(output);
        Files.createDirectories(output);
        long began = System.nanoTime();
        var processes = new ArrayList<Process>();
        for (int part = 0; part < PROCESSES; part++) {
            var line = new ArrayList<>(
                    List.of("vipsthumbnail", "--size=" + size, "--output=" + output + "/%s.jpg[Q=" + quality + ",strip]"));
            for (int index = part; index < files.size(); index += PROCESSES) {
                line.add(files.get(index).toString());
            }
            var builder = new ProcessBuilder(line).inheritIO();
            builder.environment().put("VIPS_CONCURRENCY", "1");
            processes.add(builder.start());
        }
        for (var process : processes) {
            process.waitFor();
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        if (list(output).size() != files.size()) {
            throw new IOException("vipsthumbnail left files out");
        }
        return seconds;
    }

    /** Seconds from the request until all photos are in the timeline, and until all have a coldpreview. */
    private static double[] imported(Path photos) throws IOException, InterruptedException, SQLException {
        var data = Server.WORK.resolve("import");
        Server.delete(data);
        try (var server = Server.start(data)) {
            server.get("/health");
            long began = System.nanoTime();
            server.post("/api/v1/operator/imports", "{\"paths\":[\"" + photos + "\"]}");
            while (browsable(server) < PHOTOS) {
                Thread.sleep(POLL_MILLISECONDS);
            }
            double browsable = (System.nanoTime() - began) / 1e9;
            try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("imalink.db"));
                    var statement = connection.prepareStatement("select count(coldpreview_sha256) from photos")) {
                while (count(statement) < PHOTOS) {
                    Thread.sleep(POLL_MILLISECONDS);
                }
            }
            return new double[] {browsable, (System.nanoTime() - began) / 1e9};
        }
    }

    private static int count(PreparedStatement statement) throws SQLException {
        try (var rows = statement.executeQuery()) {
            return rows.getInt(1);
        }
    }

    private static int browsable(Server server) throws IOException, InterruptedException {
        int photos = 0;
        for (var month : server.json("/api/v1/timeline").get("months")) {
            photos += month.get("count").asInt();
        }
        return photos;
    }
}
