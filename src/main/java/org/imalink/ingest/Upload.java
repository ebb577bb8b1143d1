package org.imalink.ingest;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Files that a client sends.
 *
 * @param uuid names it in URLs
 * @param directory of the storage that it goes into
 * @param contributor who sends them, where that is somebody else than the owner of the library
 * @param createdAt UTC
 * @param jobId the import, once all files are whole
 */
public record Upload(
        long id,
        String uuid,
        long storageId,
        Path directory,
        @Nullable String title,
        @Nullable String author,
        @Nullable Long contributor,
        LocalDateTime createdAt,
        @Nullable Long jobId,
        List<File> files) {
    public Upload {
        files = List.copyOf(files);
    }

    /**
     * One of the files.
     *
     * @param number 0-based, in the order in which the client named them
     * @param name as it is on disk, which may differ from what the client called it
     * @param size bytes, as the client told
     * @param received bytes that are safely here
     * @param sha256 lower-case hex, as the client told; null when it did not
     */
    public record File(
            int number,
            String name,
            long size,
            long received,
            @Nullable String sha256) {
        public boolean isWhole() {
            return received == size;
        }

        /** Why the file need not be sent, as far as its name tells. */
        public Optional<ImportReason> refused() {
            return FileKind.refusedByName(name);
        }

        File with(long receivedNow) {
            return new File(number, name, size, receivedNow, sha256);
        }

        File whole() {
            return with(size);
        }
    }

    /** What a client wants to send. */
    public record Wanted(String name, long size, @Nullable String sha256) {}
}
