package org.imalink.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.imalink.access.Scope;
import org.imalink.access.Viewer;
import org.imalink.database.DatabaseContract;
import org.imalink.library.NewImageFile.Capture;
import org.imalink.library.NewImageFile.PhotoMetadata;
import org.imalink.operation.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginalFilesTest extends DatabaseContract {
    private static final Scope SCOPE = Scope.of(new Viewer.Anonymous());
    private static final Scope STRANGER = Scope.of(new Viewer.Maintenance(2));
    private static final LocalDateTime TIME = LocalDateTime.parse("2024-07-01T10:20:30.123456");

    @TempDir
    private Path temporary;

    private Path root;
    private OriginalFiles originals;

    @BeforeEach
    void open() throws IOException {
        root = Files.createDirectory(temporary.toRealPath().resolve("photos"));
        originals = new OriginalFiles(database);
    }

    @Test
    void an_original_is_opened_where_it_was_written_down() throws IOException {
        write("2024/Ås.jpg", "pixels");
        long id = imageFile("Ås.jpg", "jpeg");
        place(id, root, "2024/%C3%85s.jpg", 6);

        try (var original = originals.open(SCOPE, id).orElseThrow()) {
            assertThat(original.filename()).isEqualTo("Ås.jpg");
            assertThat(original.mediaType()).isEqualTo("image/jpeg");
            assertThat(original.size()).isEqualTo(6);
            assertThat(read(original)).isEqualTo("pixels");
        }
    }

    @Test
    void the_first_place_that_can_be_opened_counts() throws IOException {
        write("here.jpg", "pixels");
        write("changed.jpg", "other pixels");
        long id = imageFile("a.jpg", "png");
        place(id, root, "gone.jpg", 6);
        place(id, root, "changed.jpg", 6);
        place(id, root, "here.jpg", 6);

        try (var original = originals.open(SCOPE, id).orElseThrow()) {
            assertThat(read(original)).isEqualTo("pixels");
        }
    }

    @Test
    void what_lies_nowhere_or_belongs_to_another_is_not_opened() throws IOException {
        write("here.jpg", "pixels");
        long placed = imageFile("a.jpg", "jpeg");
        place(placed, root, "here.jpg", 6);
        long unplaced = imageFile("b.jpg", "jpeg");

        assertThat(originals.open(SCOPE, unplaced)).isEmpty();
        assertThat(originals.open(STRANGER, placed)).isEmpty();
        assertThat(originals.open(SCOPE, unplaced + 1000)).isEmpty();
    }

    @Test
    void where_rows_have_owners_nobody_else_opens_an_original() throws IOException {
        write("here.jpg", "pixels");
        long id = imageFile("a.jpg", "jpeg");
        place(id, root, "here.jpg", 6);
        var hothash = Sha256.of("a.jpg".getBytes(StandardCharsets.UTF_8));
        new Members(database).moveTenancy(2);

        assertThat(originals.open(STRANGER, id)).isEmpty();
        assertThat(originals.openOfPhoto(STRANGER, hothash)).isEmpty();
        for (var opened : List.of(originals.open(SCOPE, id), originals.openOfPhoto(SCOPE, hothash))) {
            try (var original = opened.orElseThrow()) {
                assertThat(read(original)).isEqualTo("pixels");
            }
        }
    }

    @Test
    void an_original_in_the_trash_is_not_opened_and_one_that_came_back_is() throws IOException {
        write("here.jpg", "pixels");
        long id = imageFile("a.jpg", "jpeg");
        place(id, root, "here.jpg", 6);
        var hothash = Sha256.of("a.jpg".getBytes(StandardCharsets.UTF_8));

        database.write(tx -> Trash.put(tx, SCOPE, List.of(hothash)));
        assertThat(originals.open(SCOPE, id)).isEmpty();
        assertThat(originals.openOfPhoto(SCOPE, hothash)).isEmpty();

        database.write(tx -> Trash.restore(tx, SCOPE, List.of(hothash)));
        try (var original = originals.openOfPhoto(SCOPE, hothash).orElseThrow()) {
            assertThat(read(original)).isEqualTo("pixels");
        }
    }

    @Test
    void a_file_a_folder_or_a_root_that_became_a_link_is_not_opened() throws IOException {
        write("secret/key.jpg", "secret");
        Files.createSymbolicLink(root.resolve("link.jpg"), root.resolve("secret/key.jpg"));
        Files.createSymbolicLink(root.resolve("folder"), root.resolve("secret"));
        var linkedRoot = Files.createSymbolicLink(temporary.resolve("linked"), root.resolve("secret"));
        for (var place : List.of("link.jpg", "folder/key.jpg")) {
            long id = imageFile(place, "jpeg");
            place(id, root, place, 6);

            assertThat(originals.open(SCOPE, id)).as(place).isEmpty();
        }
        long id = imageFile("root", "jpeg");
        place(id, linkedRoot, "key.jpg", 6);

        assertThat(originals.open(SCOPE, id)).isEmpty();
    }

    @Test
    void pipes_and_folders_are_not_opened() throws Exception {
        var pipe = root.resolve("pipe.jpg");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Files.createDirectory(root.resolve("folder.jpg"));
        for (var name : List.of("pipe.jpg", "folder.jpg")) {
            long id = imageFile(name, "jpeg");
            place(id, root, name, Files.size(root.resolve(name)));

            assertThat(originals.open(SCOPE, id)).as(name).isEmpty();
        }
    }

    @Test
    void a_path_with_dots_leads_nowhere() throws IOException {
        Files.writeString(temporary.resolve("outside.jpg"), "secret");

        assertThatThrownBy(() -> RootedFile.open(EncodedPath.of(root), "../outside.jpg"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RootedFile.open(EncodedPath.of(root), "%2E%2E/outside.jpg"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_open_file_knows_when_it_was_changed() throws IOException {
        write("a.jpg", "pixels");
        try (var file = RootedFile.open(EncodedPath.of(root), "a.jpg")) {
            assertThat(file.isUnchanged()).isTrue();
            write("a.jpg", "more pixels");
            assertThat(file.isUnchanged()).isFalse();
        }
    }

    @Test
    void a_file_that_another_one_replaced_is_changed() throws IOException {
        write("a.jpg", "pixels");
        write("b.jpg", "pixelz");
        Files.setLastModifiedTime(root.resolve("b.jpg"), Files.getLastModifiedTime(root.resolve("a.jpg")));
        try (var file = RootedFile.open(EncodedPath.of(root), "a.jpg")) {
            assertThat(root.resolve("b.jpg")
                            .toFile()
                            .renameTo(root.resolve("a.jpg").toFile()))
                    .isTrue();
            assertThat(file.isUnchanged()).isFalse();
        }
    }

    @Test
    void no_root_lies_in_another_and_places_follow_when_a_wider_one_is_registered() throws IOException {
        write("2024/07/a.jpg", "pixels");
        long id = imageFile("a.jpg", "jpeg");
        place(id, root.resolve("2024/07"), "a.jpg", 6);
        place(id, root.resolve("2023"), "b.jpg", 6);

        var wide = database.write(tx -> LibraryRoots.add(tx, SCOPE, EncodedPath.of(root)));
        var inner = database.write(tx -> LibraryRoots.add(tx, SCOPE, EncodedPath.of(root.resolve("2024"))));

        assertThat(inner).isEqualTo(wide);
        assertThat(database.<List<LibraryRoot>>read(tx -> LibraryRoots.all(tx, SCOPE)))
                .containsExactly(wide);
        assertThat(database.<List<FilePlace>>read(tx -> FilePlaces.ofImageFile(tx, SCOPE, id)))
                .extracting(FilePlace::path)
                .containsExactly("2024/07/a.jpg", "2023/b.jpg");
        try (var original = originals.open(SCOPE, id).orElseThrow()) {
            assertThat(read(original)).isEqualTo("pixels");
        }
    }

    @Test
    void a_place_holds_one_file_and_moves_with_it() throws IOException {
        long first = imageFile("a.jpg", "jpeg");
        long second = imageFile("b.jpg", "jpeg");
        place(first, root, "a.jpg", 6);
        place(second, root, "a.jpg", 7);

        assertThat(database.<List<FilePlace>>read(tx -> FilePlaces.ofImageFile(tx, SCOPE, first)))
                .isEmpty();
        assertThat(database.<List<FilePlace>>read(tx -> FilePlaces.ofImageFile(tx, SCOPE, second)))
                .singleElement()
                .satisfies(place -> {
                    assertThat(place.root()).isEqualTo(EncodedPath.of(root));
                    assertThat(place.path()).isEqualTo("a.jpg");
                    assertThat(place.fileSize()).isEqualTo(7);
                    assertThat(place.modifiedAt()).isEqualTo(TIME);
                });
    }

    private void write(String name, String content) throws IOException {
        Files.createDirectories(root.resolve(name).getParent());
        Files.writeString(root.resolve(name), content);
    }

    private long imageFile(String name, String format) {
        var file = new NewImageFile(
                name,
                name.getBytes(StandardCharsets.UTF_8),
                6L,
                name,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                PhotoMetadata.NONE,
                new Capture(format, null, null, 1, null, null, null, null, null, null, null));
        return database.write(tx -> PhotoIntake.add(tx, SCOPE, file).imageFileId());
    }

    private void place(long imageFileId, Path folder, String path, long size) {
        database.write(tx -> {
            var root = LibraryRoots.add(tx, SCOPE, EncodedPath.of(folder));
            FilePlaces.put(tx, root, path, imageFileId, size, TIME);
            return Optional.empty();
        });
    }

    private static String read(OpenOriginal original) throws IOException {
        var buffer = ByteBuffer.allocate((int) original.size());
        while (buffer.hasRemaining() && original.channel().read(buffer) >= 0) {
            continue;
        }
        return new String(buffer.array(), StandardCharsets.UTF_8);
    }
}
