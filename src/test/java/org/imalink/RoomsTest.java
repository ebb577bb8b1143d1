package org.imalink;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The house has floors: each room may use those below it, and none above. */
class RoomsTest {
    private static final List<String> TOP_DOWN = List.of(
            "cli", "http", "transition", "ingest", "library", "account", "preview", "access", "operation", "database");

    /** Read once, and not anew for each test. */
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.imalink");

    @Test
    void dependencies_point_down_only() {
        for (int lower = 1; lower < TOP_DOWN.size(); lower++) {
            var upper = TOP_DOWN.subList(0, lower).stream()
                    .map(room -> "org.imalink." + room + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("org.imalink." + TOP_DOWN.get(lower) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(upper)
                    .allowEmptyShould(true)
                    .check(CLASSES);
        }
    }

    @Test
    void every_class_lives_in_a_room() {
        assertThat(CLASSES)
                .isNotEmpty()
                .allSatisfy(each ->
                        assertThat(TOP_DOWN).contains(each.getPackageName().split("\\.")[2]));
    }

    @Test
    void every_package_says_what_it_is_for() throws Exception {
        try (var folders = Files.walk(Path.of("src/main/java/org/imalink"))) {
            assertThat(folders.filter(Files::isDirectory)
                            .filter(RoomsTest::holdsClasses)
                            .toList())
                    .isNotEmpty()
                    .allSatisfy(folder -> assertThat(folder.resolve("package-info.java"))
                            .exists()
                            .content()
                            .contains("@NullMarked"));
        }
    }

    private static boolean holdsClasses(Path folder) {
        return folder.toFile().list((parent, name) -> name.endsWith(".java")).length > 0;
    }
}
