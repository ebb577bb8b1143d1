package org.imalink.operation;

import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the many processes that tests start begin sooner: by a cache of the classes that a server loads, made once for each
 * compilation and shared by the test processes. Java makes such a cache of archives only, so that the product's classes are
 * put into one first.
 */
final class QuickStart {
    /** With what servers of tests run; the cache holds for the same collector and headers only. */
    static final List<String> LIMITS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-Xmx512m");

    private static final List<Path> CLASS_PATH = Stream.of(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(Files::exists)
            .toList();

    /** Made before by who runs all tests: a jar of the same classes with its cache beside it. */
    private static final String LEARNT = System.getProperty("imalink.learnt", "");

    private static final List<String> OPTIONS = prepare();

    private QuickStart() {}

    /** The cache and the class path of this process, as options of the Java command. */
    static List<String> options() {
        return OPTIONS;
    }

    private static List<String> prepare() {
        try {
            var product = Path.of(DataDirectory.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (!LEARNT.isEmpty()) {
                return options(
                        Path.of(LEARNT.replaceFirst("[.]jar$", ".tests.aot")), List.of(Path.of(LEARNT)), product);
            }
            var folder = Files.createDirectories(product.resolveSibling("quick-start"));
            var archives = new ArrayList<>(List.of(folder.resolve("imalink.jar")));
            CLASS_PATH.stream().filter(Files::isRegularFile).forEach(archives::add);
            var cache = folder.resolve("imalink.aot");
            try (var channel = FileChannel.open(
                            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                if (!isNewer(cache, product)) {
                    pack(product, archives.getFirst());
                    learn(folder.resolve("data"), cache, archives);
                }
            }
            return options(cache, archives, product);
        } catch (Exception e) {
            throw new IllegalStateException("Nothing can be learned of the server's start", e);
        }
    }

    /** What tests add comes last: the cache holds for what stands before it. */
    private static List<String> options(Path cache, List<Path> archives, Path product) {
        var all = new ArrayList<>(archives);
        CLASS_PATH.stream()
                .filter(entry -> !entry.equals(product) && !archives.contains(entry))
                .forEach(all::add);
        return List.of("-XX:AOTCache=" + cache, "-cp", classPath(all));
    }

    private static boolean isNewer(Path cache, Path product) throws IOException {
        if (!Files.exists(cache)) {
            return false;
        }
        var made = Files.getLastModifiedTime(cache);
        try (var files = Files.walk(product)) {
            for (var file : (Iterable<Path>) files::iterator) {
                if (Files.getLastModifiedTime(file).compareTo(made) > 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void pack(Path product, Path jar) {
        int code = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--file", jar.toString(), "-C", product.toString(), ".");
        if (code != 0) {
            throw new IllegalStateException("The classes cannot be packed: " + code);
        }
    }

    /** Starts a server, and lets it end by itself: the cache is written then. */
    private static void learn(Path data, Path cache, List<Path> archives) throws IOException, InterruptedException {
        var line = new ArrayList<String>();
        line.add(ChildJvm.JAVA);
        line.addAll(LIMITS);
        line.addAll(List.of(
                "-XX:AOTCacheOutput=" + cache,
                "-cp",
                classPath(archives),
                "org.imalink.cli.Main",
                "serve",
                "--data",
                data.toString(),
                "--port",
                "0",
                "--json"));
        var server = new ProcessBuilder(line)
                .redirectError(data.resolveSibling("log").toFile())
                .start();
        try (var output = server.inputReader()) {
            output.readLine();
            server.toHandle().destroy(); // which leaves the output open
            output.transferTo(Writer.nullWriter());
        }
        server.waitFor();
    }

    private static String classPath(List<Path> entries) {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
