package org.imalink.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Loads the built web client from the class path, where the build put it. */
final class WebFiles {
    private static final String FOLDER = "/web";

    private WebFiles() {}

    /** All its files by their path, with a slash before it; empty when the client was not built. */
    static Map<String, WebFile> load() {
        var index = WebFiles.class.getResource(FOLDER + "/index.html");
        if (index == null) {
            return Map.of();
        }
        try {
            return load(index);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The class path has a location that is no URI: " + index, e);
        }
    }

    private static Map<String, WebFile> load(URL index) throws IOException, URISyntaxException {
        var uri = index.toURI();
        if (!uri.getScheme().equals("jar")) {
            return loadFolder(Objects.requireNonNull(Path.of(uri).getParent()));
        }
        var archive = uri.toString();
        try (var files = FileSystems.newFileSystem(URI.create(archive.substring(0, archive.indexOf("!/"))), Map.of())) {
            return loadFolder(files.getPath(FOLDER));
        }
    }

    private static Map<String, WebFile> loadFolder(Path folder) throws IOException {
        var loaded = new HashMap<String, WebFile>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var path = "/" + folder.relativize(file).toString().replace('\\', '/');
                loaded.put(path, WebFile.of(path, Files.readAllBytes(file)));
            }
        }
        return loaded;
    }
}
