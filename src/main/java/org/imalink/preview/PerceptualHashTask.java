package org.imalink.preview;

import java.nio.charset.StandardCharsets;
import org.imalink.operation.isolated.IsolatedTask;

/** Hashes images in a process of its own: a request is an image, an answer its hash, empty when it is none. */
final class PerceptualHashTask implements IsolatedTask {
    @Override
    public byte[] answer(byte[] image) {
        return PerceptualHash.of(image).orElse("").getBytes(StandardCharsets.US_ASCII);
    }
}
