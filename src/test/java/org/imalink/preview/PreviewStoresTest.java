package org.imalink.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.imalink.database.DatabaseContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewStoresTest extends DatabaseContract {
    private final byte[] jpeg = TestImages.jpeg(TestImages.picture(120, 80), false);

    @TempDir
    Path folder;

    @Test
    void a_hotpreview_is_found_byte_by_byte() {
        var hothash = Hotpreviews.hothash(jpeg);
        database.write(tx -> {
            Hotpreviews.keep(tx, hothash, jpeg);
            Hotpreviews.keep(tx, hothash, jpeg);
            return null;
        });

        assertThat(database.<Optional<byte[]>>read(tx -> Hotpreviews.find(tx, hothash)))
                .hasValue(jpeg);
        assertThat(database.<Optional<byte[]>>read(tx -> Hotpreviews.find(tx, "b".repeat(64))))
                .isEmpty();
    }

    @Test
    void a_coldpreview_is_a_file_named_by_its_content_and_a_row() throws Exception {
        var coldpreviews = new Coldpreviews(folder.resolve("coldpreviews"));
        var stored = coldpreviews.store(jpeg);
        database.write(tx -> {
            coldpreviews.register(tx, stored);
            coldpreviews.register(tx, stored);
            return null;
        });

        assertThat(stored).isEqualTo(new Coldpreview(stored.sha256(), 120, 80, jpeg.length));
        assertThat(folder.resolve("coldpreviews")
                        .resolve(stored.sha256().substring(0, 2))
                        .resolve(stored.sha256().substring(2, 4))
                        .resolve(stored.sha256() + ".jpg"))
                .hasBinaryContent(jpeg);
        assertThat(coldpreviews.read(stored.sha256())).hasValue(jpeg);
        assertThat(database.<Optional<Coldpreview>>read(tx -> coldpreviews.find(tx, stored.sha256())))
                .contains(stored);
        assertThat(database.<Optional<Coldpreview>>read(tx -> coldpreviews.find(tx, "b".repeat(64))))
                .isEmpty();
    }

    @Test
    void the_same_coldpreview_stored_by_many_at_once_is_one_whole_file() throws Exception {
        var coldpreviews = new Coldpreviews(folder);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var stored = IntStream.range(0, 20)
                    .mapToObj(_ -> threads.submit(() -> coldpreviews.store(jpeg)))
                    .toList();
            for (var each : stored) {
                assertThat(coldpreviews.read(each.get().sha256())).hasValue(jpeg);
            }
        }
        try (var incoming = Files.list(folder.resolve(".incoming"))) {
            assertThat(incoming).isEmpty();
        }
    }

    @Test
    void a_torn_file_is_replaced_and_what_a_killed_server_left_is_deleted() throws Exception {
        var stored = new Coldpreviews(folder).store(jpeg);
        var file = new Coldpreviews(folder).file(stored.sha256());
        Files.write(file, new byte[] {1, 2, 3});
        Files.write(folder.resolve(".incoming").resolve("half"), new byte[] {1, 2, 3});

        new Coldpreviews(folder).store(jpeg);

        assertThat(file).hasBinaryContent(jpeg);
        assertThat(folder.resolve(".incoming").resolve("half")).doesNotExist();
    }

    @Test
    void a_missing_file_is_told_and_no_other_path_is_ever_opened() throws Exception {
        var coldpreviews = new Coldpreviews(folder);

        assertThat(coldpreviews.read("0".repeat(64))).isEmpty();
        for (var name : new String[] {"", "..", "../".repeat(22), "A".repeat(64), "0".repeat(63) + "/"}) {
            assertThatThrownBy(() -> coldpreviews.read(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void what_is_no_jpeg_is_not_stored() throws Exception {
        var coldpreviews = new Coldpreviews(folder);

        assertThatThrownBy(() -> coldpreviews.store(new byte[100])).isInstanceOf(IOException.class);
    }
}
