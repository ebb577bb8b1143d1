package org.imalink.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.imalink.database.schema.Tables.PHOTOS;
import static org.imalink.ingest.ImportHarness.SCOPE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.imalink.database.Database;
import org.imalink.database.TestDatabase;
import org.imalink.library.Change;
import org.imalink.library.Photo;
import org.imalink.library.PhotoDetails;
import org.imalink.library.PhotoEdit;
import org.imalink.library.Photos;
import org.imalink.library.PlaceNames;
import org.imalink.preview.RawSample;
import org.imalink.preview.RawSample.Shot;
import org.junit.jupiter.api.Test;

/** What others wrote of a photo, in its file and beside it. */
class DescriptionImportTest extends ImportContract {
    private static final String SIDECAR = xmp("""
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">Sommer</rdf:li></rdf:Alt></dc:title>
            <dc:description><rdf:Alt><rdf:li xml:lang="x-default">Ved sj\u00f8en</rdf:li></rdf:Alt></dc:description>
            <dc:subject><rdf:Bag><rdf:li>Oslo, Norge</rdf:li><rdf:li>b\u00e5t</rdf:li></rdf:Bag></dc:subject>
            <dc:creator><rdf:Seq><rdf:li>Kari Nordmann</rdf:li></rdf:Seq></dc:creator>
            <xmp:Rating>4</xmp:Rating>
            <photoshop:City>Oslo</photoshop:City><photoshop:Country>Norge</photoshop:Country>
            <Iptc4xmpCore:Location>Bygd\u00f8y</Iptc4xmpCore:Location>
            <exif:GPSLatitude>59,54.6N</exif:GPSLatitude><exif:GPSLongitude>10,44,24E</exif:GPSLongitude>""");

    @Test
    void an_xmp_file_beside_a_photo_describes_it() throws Exception {
        write("a.jpg", DrawnPhoto.jpeg(1));
        write("A.XMP", SIDECAR);
        imports.importNow(folder);
        // Its name sorts before the photo's, which the library did not have yet.
        imports.importNow(folder);

        assertSummer(photo());
    }

    @Test
    void xmp_in_the_file_describes_it_too() throws Exception {
        write("a.jpg", DrawnPhoto.withXmpPacket(DrawnPhoto.jpeg(1), SIDECAR));

        imports.importNow(folder);

        assertSummer(photo());
    }

    private void assertSummer(Photo photo) {
        assertThat(photo.title()).isEqualTo("Sommer");
        assertThat(photo.description()).isEqualTo("Ved sj\u00f8en");
        assertThat(photo.tags()).containsExactly("Oslo Norge", "b\u00e5t");
        assertThat(photo.rating()).isEqualTo(4);
        assertThat(photo.author().name()).isEqualTo("Kari Nordmann");
        assertThat(photo.latitude()).isCloseTo(59.91, within(1e-9));
        assertThat(photo.longitude()).isCloseTo(10.74, within(1e-9));
        assertThat(place()).isEqualTo(new PlaceNames("Bygd\u00f8y", "Oslo", null, "Norge"));
        assertThat(database.<String>read(
                        tx -> tx.selectFrom(PHOTOS).fetchSingle().getSearchText()))
                .contains("sommer", "oslo norge");
    }

    @Test
    void the_file_beside_comes_before_xmp_inside_before_iptc_before_exif() throws Exception {
        var exif = new ExifBlock()
                .text(0x010e, "description of exif")
                .text(0x013b, "Exif Author")
                .place("N", new int[] {1, 0, 0}, "E", new int[] {2, 0, 0});
        var iptc = iptc(5, "title of iptc", 25, "iptc", 80, "Iptc Author", 90, "city of iptc", 120, "text of iptc");
        var inside = xmp("<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">inside</rdf:li></rdf:Alt></dc:title>"
                + "<dc:subject><rdf:Bag><rdf:li>inside</rdf:li></rdf:Bag></dc:subject>");
        var jpeg = DrawnPhoto.withExif(DrawnPhoto.jpeg(1), exif);
        write("a.jpg", jpeg);
        imports.importNow(folder);
        assertThat(photo().description()).isEqualTo("description of exif");
        assertThat(photo().author().name()).isEqualTo("Exif Author");

        // Other bytes, the same picture: each is read when a photo is born, so each has a library of its own.
        var second = born(DrawnPhoto.withIptc(jpeg, iptc));
        assertThat(List.of(second.title(), second.description(), second.author().name(), second.tags()))
                .containsExactly("title of iptc", "text of iptc", "Iptc Author", List.of("iptc"));
        var third = born(DrawnPhoto.withXmpPacket(DrawnPhoto.withIptc(jpeg, iptc), inside));
        assertThat(List.of(third.title(), third.description(), third.tags()))
                .containsExactly("inside", "text of iptc", List.of("inside"));

        write("a.jpg.xmp", SIDECAR);
        imports.importNow(folder);
        assertThat(photo().title()).isEqualTo("Sommer");
        assertThat(photo().latitude()).as("EXIF had a place").isEqualTo(1);
    }

    @Test
    void what_a_camera_calls_every_picture_is_no_description() throws Exception {
        write("a.jpg", DrawnPhoto.jpeg(1, new ExifBlock().text(0x010e, "OLYMPUS DIGITAL CAMERA         ")));

        imports.importNow(folder);

        assertThat(photo().description()).isNull();
    }

    @Test
    void the_author_in_the_file_comes_before_the_one_of_the_import() throws Exception {
        write("a.jpg", DrawnPhoto.jpeg(1));
        write("b.jpg", DrawnPhoto.jpeg(2, new ExifBlock().text(0x013b, "Kari Nordmann")));

        imports.run(new ImportRequest(List.of(folder.toString()), null, "Ola Nordmann", true));

        assertThat(database.<List<Photo>>read(tx -> tx.select(PHOTOS.HOTHASH).from(PHOTOS).orderBy(PHOTOS.ID).stream()
                        .map(row -> Photos.get(tx, SCOPE, row.value1()))
                        .toList()))
                .extracting(photo -> photo.author().name())
                .containsExactly("Ola Nordmann", "Kari Nordmann");
    }

    @Test
    void a_file_that_comes_or_changes_later_is_taken_while_nobody_edited_the_photo() throws Exception {
        write("a.jpg", DrawnPhoto.jpeg(1));
        imports.importNow(folder);
        var born = photo();

        write("a.xmp", SIDECAR);
        assertThat(reasons(imports.scan(folder))).containsExactly("sidecar_taken");
        assertSummer(photo());
        assertThat(photo().updatedAt()).isEqualTo(born.updatedAt());
        assertThat(reasons(imports.scan(folder))).isEmpty();

        write("a.xmp", SIDECAR.replace("Sommer", "H\u00f8st"));
        imports.scan(folder);
        assertThat(photo().title()).isEqualTo("H\u00f8st");

        edit("Mitt");
        // Written again, so that the scan looks at it however long the first steps took.
        write("a.xmp", SIDECAR.replace("Sommer", "H\u00f8st"));
        assertThat(reasons(imports.scan(folder))).containsExactly("sidecar_kept_out");
        assertThat(photo().title()).isEqualTo("Mitt");
        assertThat(photo().rating()).isEqualTo(4);
    }

    @Test
    void what_a_person_cleared_stays_clear() throws Exception {
        write("a.jpg", DrawnPhoto.jpeg(1));
        write("a.xmp", SIDECAR);
        imports.importNow(folder);

        edit(null);
        imports.scan(folder);

        assertThat(photo().title()).isNull();
    }

    @Test
    void a_file_beside_a_pair_describes_the_photo_and_one_beside_nothing_is_told() throws Exception {
        var shot = Shot.at("2024:07:01 10:20:30");
        var preview = DrawnPhoto.encode(DrawnPhoto.draw(1, 600, 400), "jpeg");
        write("a.cr2", RawSample.CR2.of(preview, shot));
        write("a.cr2.xmp", SIDECAR);
        write("a.jpg", RawSample.withExif(preview, shot));
        write("nothing.xmp", SIDECAR);

        assertThat(reasons(imports.importNow(folder))).containsExactlyInAnyOrder("sidecar_taken", "sidecar_alone");

        assertThat(photo().title()).isEqualTo("Sommer");
        assertThat(photo().files()).hasSize(2);
    }

    @Test
    void keywords_that_cannot_be_tags_are_told() throws Exception {
        var many =
                new StringBuilder("<dc:subject><rdf:Bag><rdf:li>!!!</rdf:li><rdf:li>" + "x".repeat(51) + "</rdf:li>");
        for (int number = 0; number < 21; number++) {
            many.append("<rdf:li>nr ").append(number).append("</rdf:li>");
        }
        write(
                "a.jpg",
                DrawnPhoto.withXmpPacket(
                        DrawnPhoto.jpeg(1),
                        xmp(many.append("</rdf:Bag></dc:subject>").toString())));

        var job = imports.importNow(folder);

        assertThat(job.added()).isOne();
        assertThat(photo().tags()).hasSize(20).startsWith("nr 0");
        assertThat(imports.results(job)).singleElement().satisfies(result -> {
            assertThat(result.reason()).isEqualTo("keywords_left_out");
            assertThat(result.detail()).contains("!!!", "xxx", "nr 20");
        });
    }

    @Test
    void hostile_xml_reads_no_file_and_costs_only_itself() throws Exception {
        var secret = Files.writeString(temporary.resolve("secret"), "the secret");
        write("a.jpg", DrawnPhoto.jpeg(1));
        write("a.xmp", """
                <!DOCTYPE x [<!ENTITY e SYSTEM "%s">]>""".formatted(secret.toUri()) + SIDECAR.replace("Sommer", "&e;"));
        write("b.jpg", DrawnPhoto.jpeg(2));
        write("b.xmp", """
                <!DOCTYPE x [<!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
                <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
                <!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">
                <!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;">]>""" + SIDECAR.replace("Sommer", "&g;"));
        write("c.jpg", DrawnPhoto.jpeg(3));
        write("c.xmp", new String(new byte[9 << 20], StandardCharsets.US_ASCII));
        write("d.jpg", DrawnPhoto.jpeg(4));
        write("d.xmp", "<rdf".repeat(1000));

        var job = imports.importNow(folder);

        assertThat(job.added()).isEqualTo(4);
        assertThat(reasons(job)).containsExactlyInAnyOrder("damaged", "damaged", "too_large", "damaged");
        assertThat(database.<List<String>>read(
                        tx -> tx.select(PHOTOS.SEARCH_TEXT).from(PHOTOS).fetch(PHOTOS.SEARCH_TEXT)))
                .noneMatch(text -> text.contains("secret"));
    }

    @Test
    void a_damaged_packet_in_a_file_costs_only_what_it_says() throws Exception {
        var jpeg = DrawnPhoto.jpeg(
                1, new ExifBlock().text(ExifBlock.MAKE, "Kamera").text(0x013b, "Kari Nordmann"));
        write("a.jpg", DrawnPhoto.withXmpPacket(jpeg, SIDECAR.substring(0, SIDECAR.length() / 2)));

        imports.importNow(folder);

        assertThat(photo().title()).isNull();
        assertThat(photo().author().name()).isEqualTo("Kari Nordmann");
    }

    private Photo born(byte[] jpeg) throws Exception {
        var alone = Files.createTempDirectory(temporary.toRealPath(), "alone");
        Files.write(alone.resolve("x.jpg"), jpeg);
        try (var other = TestDatabase.migrated(engine);
                var harness = ImportHarness.started(
                        other.database(), Files.createTempDirectory(temporary.toRealPath(), "data"))) {
            harness.importNow(alone);
            return photo(other.database());
        }
    }

    private void edit(String title) {
        database.write(tx -> {
            Photos.edit(
                    tx,
                    SCOPE,
                    photo().hothash(),
                    new PhotoEdit(Change.to(title), Change.keep(), Change.keep(), Change.keep(), Change.keep()));
            return null;
        });
    }

    private Photo photo() {
        return photo(database);
    }

    private static Photo photo(Database database) {
        return database.read(
                tx -> Photos.get(tx, SCOPE, tx.selectFrom(PHOTOS).fetchSingle().getHothash()));
    }

    private PlaceNames place() {
        return database.read(tx -> PhotoDetails.get(
                        tx, SCOPE, tx.selectFrom(PHOTOS).fetchSingle().getHothash())
                .placeNames());
    }

    private static String xmp(String properties) {
        return """
                <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
                xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
                xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
                xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">%s</rdf:Description>
                </rdf:RDF></x:xmpmeta>""".formatted(properties);
    }

    /** Record 2 of IPTC-IIM: number and text of each data set, in UTF-8. */
    private static byte[] iptc(Object... numbersAndTexts) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {0x1c, 1, 90, 0, 3, 0x1b, '%', 'G'});
        for (int index = 0; index < numbersAndTexts.length; index += 2) {
            var text = ((String) numbersAndTexts[index + 1]).getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(
                    new byte[] {0x1c, 2, ((Integer) numbersAndTexts[index]).byteValue(), 0, (byte) text.length});
            bytes.writeBytes(text);
        }
        return bytes.toByteArray();
    }

    private void write(String name, String content) throws IOException {
        write(name, content.getBytes(StandardCharsets.UTF_8));
    }
}
