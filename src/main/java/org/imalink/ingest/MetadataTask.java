package org.imalink.ingest;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.imalink.operation.isolated.IsolatedTask;
import tools.jackson.databind.json.JsonMapper;

/** Reads the metadata of one file: the request is its path, the answer the JSON of an {@link ImageMetadata}. */
public final class MetadataTask implements IsolatedTask {
    private static final JsonMapper JSON = JsonMapper.shared();

    public MetadataTask() {}

    @Override
    public byte[] answer(byte[] request) throws Exception {
        return JSON.writeValueAsBytes(MetadataReader.read(Path.of(new String(request, StandardCharsets.UTF_8))));
    }
}
