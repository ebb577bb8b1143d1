package org.imalink.library;

import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A photo with what belongs to it, but for its preview bytes.
 *
 * @param hothash lower-case hex SHA-256 of the hotpreview
 * @param width upright, pixels
 * @param height upright, pixels
 * @param adoptedColdpreviewPath as the single-user server wrote it, for a photo that was adopted from it
 * @param takenAt local time of the camera
 * @param latitude degrees north
 * @param longitude degrees east
 * @param rating 0 to 5
 * @param createdAt UTC
 * @param updatedAt UTC
 * @param authorId as it was set; {@code author} is null when there is no such author
 * @param files oldest first
 */
public record Photo(
        long id,
        String hothash,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Coldpreview coldpreview,
        @Nullable String adoptedColdpreviewPath,
        @Nullable LocalDateTime takenAt,
        @Nullable Double latitude,
        @Nullable Double longitude,
        @Nullable String title,
        @Nullable String description,
        List<String> tags,
        @Nullable Integer rating,
        LocalDateTime createdAt,
        LocalDateTime updatedAt,
        @Nullable AuthorName author,
        @Nullable Long authorId,
        List<File> files) {

    /** The stored coldpreview: content hash, size in pixels, bytes. */
    public record Coldpreview(String sha256, int width, int height, long fileSize) {}

    public record AuthorName(long id, String name) {}

    /**
     * @param importedAt UTC
     */
    public record File(
            long id,
            String filename,
            @Nullable Long fileSize,
            boolean raw,
            @Nullable Long importSessionId,
            @Nullable LocalDateTime importedAt) {}

    /**
     * Where the single-user server kept, or would keep, the coldpreview: clients show it, nothing opens it. Null when there
     * is none; a photo may have a path and no coldpreview, when its file was gone before the photo was adopted.
     */
    public @Nullable String coldpreviewPath() {
        if (adoptedColdpreviewPath != null) {
            return adoptedColdpreviewPath;
        }
        return coldpreview == null ? null : coldpreviewPath(hothash);
    }

    /** Where the single-user server would keep a new coldpreview: {@code ab/cd/abcd....jpg}. */
    public static String coldpreviewPath(String hothash) {
        var folders = hothash.length() < 4 ? "" : hothash.substring(0, 2) + "/" + hothash.substring(2, 4) + "/";
        return folders + hothash + ".jpg";
    }

    public boolean hasGps() {
        return latitude != null && longitude != null;
    }

    /** Whether there is a RAW file beside one that is not. */
    public boolean hasRawCompanion() {
        return files.stream().anyMatch(File::raw) && !files.stream().allMatch(File::raw);
    }

    /** The first JPEG, else the first file, else {@code Unknown}. */
    public String primaryFilename() {
        return files.stream()
                .map(File::filename)
                .filter(name -> FileFormat.ofName(name) == FileFormat.JPEG)
                .findFirst()
                .orElseGet(() -> files.isEmpty() ? "Unknown" : files.getFirst().filename());
    }
}
