package org.imalink.ingest.legacy;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

/** What an old database holds, as plain rows: what a generator made up, and what a test expects to be answered. */
public record LegacyLibrary(
        List<Author> authors, List<Storage> storages, List<Session> sessions, List<Photo> photos, List<File> files) {

    public record Author(
            long id, String name, String email, String bio, LocalDateTime createdAt, LocalDateTime updatedAt) {}

    public record Storage(
            long id,
            String uuid,
            String directory,
            String basePath,
            String displayName,
            String description,
            LocalDateTime createdAt,
            LocalDateTime updatedAt) {}

    public record Session(
            long id,
            LocalDateTime importedAt,
            String title,
            String description,
            Long storageId,
            Long defaultAuthorId,
            LocalDateTime createdAt,
            LocalDateTime updatedAt) {}

    /** @param coldpreview bytes of the file at the path; null when there is none */
    public record Photo(
            String hothash,
            Integer width,
            Integer height,
            LocalDateTime takenAt,
            Double latitude,
            Double longitude,
            String title,
            String description,
            List<String> tags,
            Integer rating,
            Long authorId,
            String coldpreviewPath,
            byte[] coldpreview,
            LocalDateTime createdAt,
            LocalDateTime updatedAt) {}

    public record File(
            long id,
            String filename,
            Long fileSize,
            Map<String, Object> exif,
            byte[] hotpreview,
            String perceptualHash,
            String photoHothash,
            Long sessionId,
            LocalDateTime importedTime,
            Map<String, Object> importedInfo,
            Map<String, Object> localInfo,
            Map<String, Object> cloudInfo,
            LocalDateTime createdAt,
            LocalDateTime updatedAt) {}

    /** The files of a photo, the first one first. */
    public List<File> filesOf(Photo photo) {
        return files.stream()
                .filter(file -> photo.hothash().equals(file.photoHothash()))
                .toList();
    }

    /** What the old server shows as a photo's preview: that of its first file. */
    public byte[] hotpreviewOf(Photo photo) {
        return filesOf(photo).stream().map(File::hotpreview).findFirst().orElse(null);
    }
}
