package org.imalink.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.imalink.ingest.ScannedItem.FoundFile;
import org.imalink.ingest.ScannedItem.PassedOver;
import org.imalink.library.EncodedPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderScannerTest {
    @TempDir
    private Path temporary;

    private Path folder;
    private FolderScanner scanner;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(temporary.toRealPath().resolve("Bilder"));
        scanner = new FolderScanner(folder.resolve("data"));
    }

    @Test
    void files_are_told_with_size_and_time_in_the_order_of_their_names() throws IOException {
        file("b.jpg");
        file("a/2.jpg");
        file("a/1.jpg");
        file("a.jpg");
        Files.setLastModifiedTime(
                folder.resolve("b.jpg"), FileTime.from(Instant.parse("2024-07-01T10:20:30.123456789Z")));

        var items = scan("", "");

        assertThat(items).extracting(ScannedItem::path).containsExactly("a/1.jpg", "a/2.jpg", "a.jpg", "b.jpg");
        assertThat(items.getLast())
                .isEqualTo(new FoundFile("b.jpg", 1, LocalDateTime.parse("2024-07-01T10:20:30.123456")));
    }

    @Test
    void a_scan_goes_on_behind_any_file_where_another_one_stopped() throws IOException {
        for (var name : List.of("a/1.jpg", "a/b/2.jpg", "a-b/3.jpg", "a.jpg", "c/4.jpg", ".hidden", "c/.hidden")) {
            file(name);
        }
        var all = scan("", "");

        for (int i = 0; i < all.size(); i++) {
            assertThat(scan("", all.get(i).path())).isEqualTo(all.subList(i + 1, all.size()));
        }
    }

    @Test
    void links_are_told_and_never_followed() throws IOException {
        file("real/1.jpg");
        Files.createSymbolicLink(folder.resolve("link.jpg"), folder.resolve("real/1.jpg"));
        Files.createSymbolicLink(folder.resolve("loop"), folder);
        Files.createSymbolicLink(folder.resolve("nowhere"), Path.of("nothing"));

        assertThat(scan("", ""))
                .contains(
                        passed("link.jpg", ImportReason.SYMBOLIC_LINK),
                        passed("loop", ImportReason.SYMBOLIC_LINK),
                        passed("nowhere", ImportReason.SYMBOLIC_LINK))
                .hasSize(4);
    }

    @Test
    void hidden_and_system_folders_and_the_servers_own_are_told_and_not_entered() throws IOException {
        for (var name : List.of(".git/1.jpg", "@eaDir/1.jpg", ".Trash-1000/1.jpg", "data/1.jpg", "Thumbs.db")) {
            file(name);
        }

        assertThat(scan("", ""))
                .containsExactlyInAnyOrder(
                        passed(".git", ImportReason.HIDDEN),
                        passed("@eaDir", ImportReason.HIDDEN),
                        passed(".Trash-1000", ImportReason.HIDDEN),
                        passed("Thumbs.db", ImportReason.HIDDEN),
                        passed("data", ImportReason.OWN_DATA));
    }

    @Test
    void any_name_that_a_file_can_have_is_told_so_that_it_can_be_opened() throws IOException {
        for (var name : List.of("%FF%E5.jpg", "line%0Abreak.jpg", "%22%27.jpg", "-x.jpg", "..%20.jpg", "%C3%85.jpg")) {
            Files.write(EncodedPath.toPath(EncodedPath.of(folder) + "/" + name), new byte[1]);
        }

        var items = scan("", "");

        assertThat(items)
                .hasSize(6)
                .allSatisfy(
                        item -> assertThat(EncodedPath.toPath(EncodedPath.join(EncodedPath.of(folder), item.path())))
                                .exists());
    }

    @Test
    void pipes_and_sockets_are_told_and_not_opened() throws Exception {
        var pipe = folder.resolve("pipe.jpg");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(folder.resolve("socket.jpg")));

            assertThat(scan("", ""))
                    .containsExactly(
                            passed("pipe.jpg", ImportReason.SPECIAL_FILE),
                            passed("socket.jpg", ImportReason.SPECIAL_FILE));
        }
    }

    @Test
    void an_unreadable_folder_is_told_and_the_rest_goes_on() throws IOException {
        file("closed/1.jpg");
        file("open/2.jpg");
        var closed = folder.resolve("closed");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        try {
            assumeThat(Files.isReadable(closed)).as("root reads everything").isFalse();

            assertThat(scan("", "")).extracting(ScannedItem::path).containsExactly("closed", "open/2.jpg");
            assertThat(scan("", "").getFirst())
                    .isInstanceOfSatisfying(
                            PassedOver.class, item -> assertThat(item.reason()).isEqualTo(ImportReason.UNREADABLE));
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void a_folder_that_disappears_in_the_middle_is_told_and_the_rest_goes_on() throws IOException {
        file("a/1.jpg");
        file("b/1.jpg");
        file("b/2.jpg");
        file("c/1.jpg");
        var items = new ArrayList<ScannedItem>();

        scanner.scan(EncodedPath.of(folder), "", "", item -> {
            items.add(item);
            if (item.path().equals("b/1.jpg")) {
                delete("b/1.jpg", "b/2.jpg", "b");
            }
        });

        assertThat(items).extracting(ScannedItem::path).containsExactly("a/1.jpg", "b/1.jpg", "b/2.jpg", "c/1.jpg");
        assertThat(items.get(2)).isEqualTo(passed("b/2.jpg", ImportReason.NOT_FOUND));
    }

    @Test
    void a_root_that_is_not_there_is_told() throws IOException {
        delete("");

        assertThat(scan("", "")).containsExactly(passed("", ImportReason.NOT_FOUND));
    }

    @Test
    void a_scan_can_start_at_a_folder_or_a_file_below_the_root() throws IOException {
        file("a/1.jpg");
        file("a/2.jpg");
        file("b/3.jpg");

        assertThat(scan("a", "")).extracting(ScannedItem::path).containsExactly("a/1.jpg", "a/2.jpg");
        assertThat(scan("b/3.jpg", "")).extracting(ScannedItem::path).containsExactly("b/3.jpg");
    }

    private List<ScannedItem> scan(String start, String after) {
        var items = new ArrayList<ScannedItem>();
        scanner.scan(EncodedPath.of(folder), start, after, items::add);
        return items;
    }

    private static ScannedItem passed(String path, ImportReason reason) {
        return new PassedOver(path, reason, null);
    }

    private void file(String name) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[1]);
    }

    private void delete(String... names) {
        for (var name : names) {
            assertThat(folder.resolve(name).toFile().delete()).isTrue();
        }
    }
}
