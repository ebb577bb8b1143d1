package org.imalink.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.imalink.database.schema.Tables.AUDIT_EVENTS;
import static org.imalink.database.schema.Tables.CAPTURES;
import static org.imalink.database.schema.Tables.COLDPREVIEWS;
import static org.imalink.database.schema.Tables.FILE_PLACES;
import static org.imalink.database.schema.Tables.HOTPREVIEWS;
import static org.imalink.database.schema.Tables.IMAGE_FILES;
import static org.imalink.database.schema.Tables.IMPORT_SESSIONS;
import static org.imalink.database.schema.Tables.PHOTOS;
import static org.imalink.ingest.ImportHarness.SCOPE;

import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.imalink.access.Scope;
import org.imalink.access.Viewer;
import org.imalink.database.schema.tables.records.PhotosRecord;
import org.imalink.library.Authors;
import org.imalink.library.ImportSessions;
import org.imalink.library.LibraryException;
import org.imalink.library.Photos;
import org.imalink.operation.NoRoomException;
import org.imalink.operation.jobs.Job;
import org.imalink.operation.jobs.JobEvents;
import org.imalink.operation.jobs.JobOutcome;
import org.imalink.operation.jobs.JobResult;
import org.imalink.operation.jobs.JobState;
import org.imalink.preview.Hotpreviews;
import org.junit.jupiter.api.Test;

class ImportTest extends ImportContract {
    @Test
    void a_folder_becomes_a_library_and_stays_as_it_was() throws Exception {
        write("2024/a.jpg", DrawnPhoto.jpeg(1, dated("2024:07:01 10:20:30")));
        write("2024/b.png", DrawnPhoto.png(2));
        write("letter.txt", "Dear all".getBytes());
        var before = LibrarySnapshot.ofFolder(folder);

        var job = imports.importNow(folder);

        assertThat(job.state()).isEqualTo(JobState.DONE);
        assertThat(counts(job)).containsExactly(3, 3, 2, 0, 1, 0);
        assertThat(job.title()).startsWith("Bilder ");
        assertThat(imports.results(job))
                .containsExactly(new JobResult(
                        folder.resolve("letter.txt").toString(),
                        JobOutcome.SKIPPED,
                        "not_a_photo",
                        "This is not a photo."));
        assertThat(count(PHOTOS)).isEqualTo(2);
        assertThat(count(HOTPREVIEWS)).isEqualTo(2);
        assertThat(LibrarySnapshot.ofFolder(folder)).isEqualTo(before);
    }

    @Test
    void what_the_camera_wrote_is_in_the_library() throws Exception {
        var exif = dated("2024:07:01 10:20:30")
                .text(ExifBlock.OFFSET_TIME_ORIGINAL, "+02:00")
                .text(ExifBlock.MAKE, "NIKON   ")
                .place("N", new int[] {59, 54, 3600}, "E", new int[] {10, 44, 2400});
        write("a.jpg", DrawnPhoto.jpeg(1, exif));
        imports.importNow(folder);

        var photo = database.read(tx -> tx.selectFrom(PHOTOS).fetchSingle());
        assertThat(photo.getTakenAt()).isEqualTo(LocalDateTime.parse("2024-07-01T10:20:30"));
        assertThat(photo.getTakenOffsetMinutes()).isEqualTo(120);
        assertThat(photo.getTakenSource()).isEqualTo("exif");
        assertThat(photo.getGpsLatitude()).isCloseTo(59.91, within(1e-9));
        assertThat(List.of(photo.getWidth(), photo.getHeight())).containsExactly(320, 240);
        var capture = database.read(tx -> tx.selectFrom(CAPTURES).fetchSingle());
        assertThat(capture.getCameraMake()).isEqualTo("NIKON");
        assertThat(capture.getFormat()).isEqualTo("jpeg");
    }

    @Test
    void a_photo_without_a_date_has_the_time_of_its_file_and_says_so() throws Exception {
        var file = write("a.jpg", DrawnPhoto.jpeg(1));
        var time = Instant.parse("2020-02-03T04:05:06.789Z");
        Files.setLastModifiedTime(file, FileTime.from(time));

        imports.importNow(folder);

        var photo = database.read(tx -> tx.selectFrom(PHOTOS).fetchSingle());
        assertThat(photo.getTakenAt()).isEqualTo(LocalDateTime.ofInstant(time, ZoneId.systemDefault()));
        assertThat(photo.getTakenSource()).isEqualTo("file");
        assertThat(photo.getTakenOffsetMinutes()).isNull();
    }

    @Test
    void the_same_folder_twice_adds_nothing() throws Exception {
        write("a.jpg", DrawnPhoto.jpeg(1));
        write("b.jpg", DrawnPhoto.jpeg(2));
        imports.importNow(folder);
        var sessions = count(IMPORT_SESSIONS);

        var again = imports.importNow(folder);

        assertThat(counts(again)).containsExactly(2, 2, 0, 2, 0, 0);
        assertThat(again.importSessionId()).isNull();
        assertThat(imports.results(again)).isEmpty();
        assertThat(count(IMAGE_FILES)).isEqualTo(2);
        assertThat(count(IMPORT_SESSIONS)).isEqualTo(sessions).isOne();
    }

    @Test
    void a_touched_file_is_known_by_its_content() throws Exception {
        var file = write("a.jpg", DrawnPhoto.jpeg(1));
        imports.importNow(folder);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-02-03T04:05:06Z")));

        assertThat(counts(imports.importNow(folder))).containsExactly(1, 1, 0, 1, 0, 0);
        assertThat(count(FILE_PLACES)).isOne();
        assertThat(count(IMAGE_FILES)).isOne();
    }

    @Test
    void the_same_file_in_two_places_is_one_photo_with_two_places() throws Exception {
        write("a.jpg", DrawnPhoto.jpeg(1));
        write("copy/a copy.jpg", DrawnPhoto.jpeg(1));

        var job = imports.importNow(folder);

        assertThat(counts(job)).containsExactly(2, 2, 1, 1, 0, 0);
        assertThat(imports.results(job))
                .singleElement()
                .satisfies(result -> assertThat(result.reason()).isEqualTo("same_content"));
        assertThat(count(PHOTOS)).isOne();
        assertThat(count(IMAGE_FILES)).isOne();
        assertThat(count(FILE_PLACES)).isEqualTo(2);
    }

    @Test
    void the_same_picture_in_other_bytes_is_another_file_of_the_photo() throws Exception {
        write("a.jpg", DrawnPhoto.jpeg(1));
        write("b.jpg", DrawnPhoto.withComment(DrawnPhoto.jpeg(1), "scanned by Åse"));

        assertThat(counts(imports.importNow(folder))).containsExactly(2, 2, 2, 0, 0, 0);
        assertThat(count(PHOTOS)).isOne();
        assertThat(count(IMAGE_FILES)).isEqualTo(2);
    }

    @Test
    void a_place_whose_content_changed_belongs_to_the_new_file() throws Exception {
        var file = write("a.jpg", DrawnPhoto.jpeg(1));
        imports.importNow(folder);
        Files.write(file, DrawnPhoto.jpeg(2));

        assertThat(counts(imports.importNow(folder))).containsExactly(1, 1, 1, 0, 0, 0);
        assertThat(count(PHOTOS)).isEqualTo(2);
        assertThat(count(FILE_PLACES)).isOne();
        var newest = database.read(tx -> tx.select(IMAGE_FILES.ID)
                .from(IMAGE_FILES)
                .orderBy(IMAGE_FILES.ID.desc())
                .limit(1)
                .fetchSingle()
                .value1());
        assertThat(database.<Long>read(
                        tx -> tx.selectFrom(FILE_PLACES).fetchSingle().getImageFileId()))
                .isEqualTo(newest);
    }

    @Test
    void a_place_whose_content_is_no_picture_any_more_is_forgotten() throws Exception {
        var file = write("a.jpg", DrawnPhoto.jpeg(1));
        imports.importNow(folder);
        Files.write(file, Arrays.copyOf(DrawnPhoto.jpeg(2), 900));

        assertThat(counts(imports.importNow(folder))).containsExactly(1, 1, 0, 0, 0, 1);
        assertThat(count(FILE_PLACES)).isZero();
        assertThat(count(PHOTOS)).isOne();
    }

    @Test
    void a_deleted_photo_stays_away_from_scans_and_comes_back_when_asked_for() throws Exception {
        write("a.jpg", DrawnPhoto.jpeg(1));
        imports.importNow(folder);
        var hothash = database.read(tx -> tx.selectFrom(PHOTOS).fetchSingle().getHothash());
        database.write(tx -> {
            Photos.delete(tx, SCOPE, hothash);
            return null;
        });

        var scan = imports.scan(folder);
        assertThat(counts(scan)).containsExactly(1, 1, 0, 0, 1, 0);
        assertThat(imports.results(scan))
                .singleElement()
                .satisfies(result -> assertThat(result.reason()).isEqualTo("removed"));
        assertThat(count(PHOTOS)).isZero();

        assertThat(counts(imports.importNow(folder))).containsExactly(1, 1, 1, 0, 0, 0);
        assertThat(counts(imports.scan(folder))).containsExactly(1, 1, 0, 1, 0, 0);
        assertThat(count(PHOTOS)).isOne();
    }

    @Test
    void all_eight_orientations_are_upright() throws Exception {
        var upright = new BufferedImage(320, 200, BufferedImage.TYPE_INT_RGB);
        var graphics = upright.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, 160, 100);
        graphics.setColor(Color.GREEN);
        graphics.fillRect(160, 0, 160, 100);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(0, 100, 160, 100);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(160, 100, 160, 100);
        graphics.dispose();
        for (int orientation = 1; orientation <= 8; orientation++) {
            var stored = DrawnPhoto.encode(stored(upright, orientation), "jpeg");
            write(
                    orientation + ".jpg",
                    DrawnPhoto.withExif(stored, new ExifBlock().number(ExifBlock.ORIENTATION, orientation)));
        }

        assertThat(imports.importNow(folder).added()).isEqualTo(8);

        for (var photo : database.<List<PhotosRecord>>read(
                tx -> new ArrayList<>(tx.selectFrom(PHOTOS).fetch()))) {
            assertThat(List.of(photo.getWidth(), photo.getHeight())).containsExactly(320, 200);
            var preview = ImageIO.read(new ByteArrayInputStream(database.<byte[]>read(
                    tx -> Hotpreviews.find(tx, photo.getHothash()).orElseThrow())));
            int width = preview.getWidth();
            int height = preview.getHeight();
            assertThat(width).isGreaterThan(height);
            assertNear(preview.getRGB(width / 4, height / 4), Color.RED);
            assertNear(preview.getRGB(width * 3 / 4, height / 4), Color.GREEN);
            assertNear(preview.getRGB(width / 4, height * 3 / 4), Color.BLUE);
            assertNear(preview.getRGB(width * 3 / 4, height * 3 / 4), Color.WHITE);
        }
        assertThat(database.<List<Integer>>read(
                        tx -> tx.select(CAPTURES.ORIENTATION).from(CAPTURES).fetch(CAPTURES.ORIENTATION)))
                .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
    }

    /** How a camera stores a picture that has to be turned by the orientation to be upright. */
    private static BufferedImage stored(BufferedImage upright, int orientation) {
        double w = upright.getWidth();
        double h = upright.getHeight();
        var transform = switch (orientation) {
            case 1 -> new AffineTransform();
            case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, -1, 1, 0, 0, w);
            case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
            case 8 -> new AffineTransform(0, 1, -1, 0, h, 0);
            default -> throw new IllegalArgumentException();
        };
        boolean turned = orientation >= 5;
        var stored =
                new BufferedImage(turned ? (int) h : (int) w, turned ? (int) w : (int) h, BufferedImage.TYPE_INT_RGB);
        new AffineTransformOp(transform, AffineTransformOp.TYPE_NEAREST_NEIGHBOR).filter(upright, stored);
        return stored;
    }

    private static void assertNear(int rgb, Color expected) {
        var color = new Color(rgb);
        assertThat(Math.abs(color.getRed() - expected.getRed())
                        + Math.abs(color.getGreen() - expected.getGreen())
                        + Math.abs(color.getBlue() - expected.getBlue()))
                .as("%s is near %s", color, expected)
                .isLessThan(60);
    }

    @Test
    void a_title_and_an_author_are_those_of_the_session_and_its_photos() throws Exception {
        write("a.jpg", DrawnPhoto.jpeg(1));

        var job = imports.run(new ImportRequest(List.of(folder.toString()), "Sommer", " Åse ", true));

        var session = database.read(tx -> ImportSessions.get(tx, SCOPE, job.importSessionId()));
        var author = database.read(tx -> Authors.findOrAdd(tx, SCOPE, "Åse"));
        assertThat(session.title()).isEqualTo("Sommer");
        assertThat(session.defaultAuthorId()).isEqualTo(author.id());
        assertThat(database.<Long>read(tx -> tx.selectFrom(PHOTOS).fetchSingle().getAuthorId()))
                .isEqualTo(author.id());
    }

    @Test
    void an_import_of_nothing_leaves_no_session() throws Exception {
        assertThat(counts(imports.importNow(folder))).containsExactly(0, 0, 0, 0, 0, 0);
        assertThat(count(IMPORT_SESSIONS)).isZero();
    }

    @Test
    void the_audit_trail_has_the_import_and_the_root_it_registered() throws Exception {
        imports.importNow(folder);
        imports.importNow(folder);

        var actions = database.<List<String>>read(tx -> tx.select(AUDIT_EVENTS.ACTION)
                .from(AUDIT_EVENTS)
                .orderBy(AUDIT_EVENTS.ID)
                .fetch(AUDIT_EVENTS.ACTION));
        assertThat(actions).containsExactly("import-started", "root-registered", "import-started");
    }

    @Test
    void one_file_can_be_imported_alone() throws Exception {
        var file = write("a.jpg", DrawnPhoto.jpeg(1));
        write("b.jpg", DrawnPhoto.jpeg(2));

        assertThat(counts(imports.importNow(file))).containsExactly(1, 1, 1, 0, 0, 0);
        assertThat(counts(imports.importNow(folder))).containsExactly(2, 2, 1, 1, 0, 0);
    }

    @Test
    void a_folder_inside_another_one_is_imported_once() throws Exception {
        write("inner/a.jpg", DrawnPhoto.jpeg(1));

        assertThat(counts(imports.importNow(folder.resolve("inner"), folder))).containsExactly(1, 1, 1, 0, 0, 0);
        assertThat(counts(imports.importNow(folder.resolve("inner")))).containsExactly(1, 1, 0, 1, 0, 0);
        assertThat(count(FILE_PLACES)).isOne();
    }

    @Test
    void paths_that_cannot_be_imported_are_refused_with_a_sentence() {
        assertRefused("Bilder", "must be absolute");
        assertRefused(folder.resolve("nothing").toString(), "no such folder");
        assertRefused("/dev/null", "neither a folder nor a file");
        assertRefused("/a\0b", "must be absolute");
        assertThatThrownBy(() -> imports.queue().submit(SCOPE, new ImportRequest(List.of(), null, null, true)))
                .isInstanceOf(LibraryException.Rejected.class);
        assertThatThrownBy(() ->
                        imports.queue().submit(SCOPE, new ImportRequest(List.of(folder.toString()), null, "x", true)))
                .isInstanceOf(LibraryException.Rejected.class);
    }

    private void assertRefused(String path, String words) {
        assertThatThrownBy(() -> imports.queue().submit(SCOPE, new ImportRequest(List.of(path), null, null, true)))
                .isInstanceOf(LibraryException.Rejected.class)
                .hasMessageContaining(words);
    }

    @Test
    void a_folder_that_is_gone_when_its_turn_comes_is_told() throws Exception {
        var usb = Files.createDirectory(folder.resolve("usb"));
        write("kept/a.jpg", DrawnPhoto.jpeg(1));
        imports.close();
        long id;
        try (var waiting = ImportHarness.waiting(database, temporary.resolve("data"))) {
            var paths = List.of(usb.toString(), folder.resolve("kept").toString());
            id = waiting.queue()
                    .submit(SCOPE, new ImportRequest(paths, null, null, true))
                    .id();
        }
        Files.delete(usb);

        imports = ImportHarness.started(database, temporary.resolve("data"));
        var job = imports.await(id);

        assertThat(counts(job)).containsExactly(2, 2, 1, 0, 0, 1);
        assertThat(imports.results(job)).singleElement().satisfies(result -> {
            assertThat(result.path()).isEqualTo(usb.toString());
            assertThat(result.reason()).isEqualTo("not_found");
        });
    }

    @Test
    void a_stopped_import_goes_on_at_the_next_start_and_nothing_is_doubled() throws Exception {
        for (int i = 0; i < 60; i++) {
            write("%02d.jpg".formatted(i), DrawnPhoto.jpeg(i));
        }
        var underway = new CountDownLatch(1);
        imports.events().subscribe(SCOPE.owner(), new JobEvents.Listener() {
            @Override
            public void jobChanged(Job job) {}

            @Override
            public void libraryChanged() {
                underway.countDown();
            }
        });
        long id = imports.queue()
                .submit(SCOPE, new ImportRequest(List.of(folder.toString()), null, null, true))
                .id();
        assertThat(underway.await(60, TimeUnit.SECONDS)).isTrue();
        imports.close();

        imports = ImportHarness.started(database, temporary.resolve("data"));
        var job = imports.await(id);

        assertThat(counts(job)).containsExactly(60, 60, 60, 0, 0, 0);
        assertThat(count(PHOTOS)).isEqualTo(60);
        assertThat(count(IMPORT_SESSIONS)).isOne();
    }

    @Test
    void the_coldpreview_of_a_photo_is_made_at_the_first_look_and_only_for_who_may_see_it() throws Exception {
        write("a.jpg", DrawnPhoto.encode(DrawnPhoto.draw(1, 2000, 1500), "jpeg"));
        imports.importNow(folder);
        var hothash = database.read(tx -> tx.selectFrom(PHOTOS).fetchSingle().getHothash());

        var stranger = Scope.of(new Viewer.Maintenance(2));
        assertThat(imports.maker().makeNow(stranger, hothash)).isEmpty();
        var sha256 = imports.maker().makeNow(SCOPE, hothash).orElseThrow();

        assertThat(imports.maker().makeNow(SCOPE, hothash)).contains(sha256);
        var cold = ImageIO.read(imports.coldpreviews().file(sha256).toFile());
        assertThat(List.of(cold.getWidth(), cold.getHeight())).containsExactly(1200, 900);
        assertThat(count(COLDPREVIEWS)).isOne();
    }

    @Test
    void a_coldpreview_is_never_made_of_another_file_that_lies_there_now() throws Exception {
        imports.close();
        var file = write("a.jpg", DrawnPhoto.jpeg(1));
        imports = ImportHarness.started(database, temporary.resolve("data"));
        imports.importNow(folder);
        var photo = database.read(tx -> tx.selectFrom(PHOTOS).fetchSingle());
        database.write(
                tx -> tx.update(PHOTOS).setNull(PHOTOS.COLDPREVIEW_SHA256).execute());
        var other = DrawnPhoto.jpeg(1).clone();
        other[other.length - 10] ^= 1;
        Files.write(file, other);

        assertThat(imports.maker().makeNow(SCOPE, photo.getHothash())).isEmpty();
    }

    @Test
    void a_pass_over_the_coldpreviews_that_is_interrupted_says_nothing_of_the_photos() throws Exception {
        write("a.jpg", DrawnPhoto.jpeg(1));
        imports.importNow(folder);
        imports.close();
        database.write(
                tx -> tx.update(PHOTOS).setNull(PHOTOS.COLDPREVIEW_SHA256).execute());
        imports = ImportHarness.waiting(database, temporary.resolve("data"));
        var pass = imports.maker().new Pass();

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> pass.step(() -> false)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();

        assertThat(imports.maker().new Pass().step(() -> false)).isTrue();
        assertThat(database.<Boolean>read(tx -> tx.fetchExists(PHOTOS, PHOTOS.COLDPREVIEW_SHA256.isNull())))
                .isFalse();
    }

    @Test
    void photos_whose_coldpreviews_find_no_room_are_not_passed_over() throws Exception {
        write("a.jpg", DrawnPhoto.jpeg(1));
        imports.importNow(folder);
        imports.close();
        database.write(
                tx -> tx.update(PHOTOS).setNull(PHOTOS.COLDPREVIEW_SHA256).execute());
        imports = ImportHarness.waiting(database, temporary.resolve("data"));
        var pass = imports.maker().new Pass();
        var work = temporary.resolve("data/tmp/imports");
        Files.delete(work);
        assertThatThrownBy(() -> pass.step(() -> false)).isInstanceOf(NoRoomException.class);

        Files.createDirectory(work);
        assertThat(pass.step(() -> false)).isTrue();
        assertThat(database.<Boolean>read(tx -> tx.fetchExists(PHOTOS, PHOTOS.COLDPREVIEW_SHA256.isNull())))
                .isFalse();
    }

    private static ExifBlock dated(String time) {
        return new ExifBlock().text(ExifBlock.DATE_TIME_ORIGINAL, time);
    }

    private static List<Integer> counts(Job job) {
        return List.of(job.total(), job.processed(), job.added(), job.known(), job.skipped(), job.failed());
    }
}
