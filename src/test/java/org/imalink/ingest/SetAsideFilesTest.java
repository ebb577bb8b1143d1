package org.imalink.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imalink.database.schema.Tables.SET_ASIDE_FILES;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.imalink.database.Engine;
import org.imalink.database.TestDatabase;
import org.imalink.operation.jobs.JobResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that are no photos, and files that cannot be read, in scans that nobody asked for. */
@ParameterizedClass
@EnumSource(Engine.class)
class SetAsideFilesTest {
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    private final Engine engine;

    @TempDir
    private Path temporary;

    private Path folder;
    private TestDatabase test;
    private ImportHarness imports;

    SetAsideFilesTest(Engine engine) {
        this.engine = engine;
    }

    @BeforeEach
    void open() throws IOException {
        temporary = temporary.toRealPath();
        folder = Files.createDirectory(temporary.resolve("folder"));
        test = TestDatabase.migrated(engine);
        imports = ImportHarness.started(test.database(), Files.createDirectory(temporary.resolve("data")));
    }

    @AfterEach
    void close() throws IOException {
        imports.close();
        test.close();
    }

    @Test
    void a_file_set_aside_is_told_but_not_opened_again_until_it_changes() throws Exception {
        var picture = DrawnPhoto.jpeg(1);
        var broken = Arrays.copyOf(picture, picture.length / 2);
        write("letter.txt", new byte[picture.length]);
        write("broken.jpg", broken);
        var first = imports.importNow(folder);
        assertThat(setAside()).containsExactly("broken.jpg", "letter.txt");

        // Size and time as they were: only who opens it can see what it is now.
        write("letter.txt", picture);
        var again = imports.scan(folder);
        assertThat(again.added()).isZero();
        assertThat(imports.results(again)).isEqualTo(imports.results(first)).hasSize(2);

        Files.setLastModifiedTime(folder.resolve("letter.txt"), FileTime.from(LONG_AGO.plusSeconds(1)));
        assertThat(imports.scan(folder).added()).isOne();
        assertThat(setAside()).containsExactly("broken.jpg");
    }

    @Test
    void an_import_by_hand_opens_everything() throws Exception {
        var picture = DrawnPhoto.jpeg(1);
        write("letter.txt", new byte[picture.length]);
        imports.scan(folder);
        write("letter.txt", picture);
        assertThat(imports.scan(folder).added()).isZero();

        assertThat(imports.importNow(folder).added()).isOne();
        assertThat(setAside()).isEmpty();
    }

    @Test
    void a_file_that_is_gone_is_forgotten() throws Exception {
        write("a.jpg", DrawnPhoto.jpeg(1));
        write("letter.txt", "Dear all".getBytes(StandardCharsets.UTF_8));
        imports.scan(folder);
        assertThat(setAside()).containsExactly("letter.txt");

        Files.delete(folder.resolve("letter.txt"));
        imports.scan(folder);

        assertThat(setAside()).isEmpty();
    }

    @Test
    void what_is_written_about_a_photo_is_read_with_the_photo_that_comes_later() throws Exception {
        write("b.jpg", DrawnPhoto.jpeg(2));
        var alone = """
                <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4"/>
                </rdf:RDF></x:xmpmeta>""";
        write("a.xmp", alone.getBytes(StandardCharsets.UTF_8));
        var job = imports.scan(folder);
        assertThat(imports.results(job)).extracting(JobResult::reason).containsExactly("sidecar_alone");
        assertThat(setAside()).containsExactly("a.xmp");

        write("a.jpg", DrawnPhoto.jpeg(1));
        job = imports.scan(folder);

        assertThat(imports.results(job)).extracting(JobResult::reason).containsExactly("sidecar_taken");
        assertThat(imports.results(imports.scan(folder))).isEmpty();
    }

    private List<String> setAside() {
        return test.database()
                .read(tx -> tx.select(SET_ASIDE_FILES.PATH)
                        .from(SET_ASIDE_FILES)
                        .orderBy(SET_ASIDE_FILES.PATH)
                        .fetch(SET_ASIDE_FILES.PATH));
    }

    private void write(String name, byte[] bytes) throws IOException {
        Files.setLastModifiedTime(Files.write(folder.resolve(name), bytes), FileTime.from(LONG_AGO));
    }
}
