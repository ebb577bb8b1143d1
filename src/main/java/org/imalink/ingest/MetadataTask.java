package org.imalink.ingest;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.imalink.operation.isolated.IsolatedTask;

/**
 * Reads the metadata of one file: the request is its path, with a word before it for an XMP file beside a picture; the
 * answer is a {@link MetadataAnswer}.
 */
public final class MetadataTask implements IsolatedTask {
    static final String SIDECAR = "sidecar:";

    public MetadataTask() {}

    @Override
    public byte[] answer(byte[] request) throws Exception {
        var path = new String(request, StandardCharsets.UTF_8);
        return MetadataAnswer.encoded(
                path.startsWith(SIDECAR)
                        ? MetadataReader.readSidecar(Path.of(path.substring(SIDECAR.length())))
                        : MetadataReader.read(Path.of(path)));
    }
}
