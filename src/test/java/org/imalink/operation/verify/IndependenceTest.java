package org.imalink.operation.verify;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.imalink.database.DatabaseContract;
import org.imalink.database.Engine;
import org.imalink.database.Schema;
import org.junit.jupiter.api.Test;

/** The verifier has its own knowledge of the library, which must be complete. */
class IndependenceTest extends DatabaseContract {
    @Test
    void nothing_is_shared_with_what_moves_rows_or_proves_that_they_were() throws Exception {
        var product = Path.of(LibraryVerification.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        var classes = new ClassFileImporter().importPath(product.resolve("org/imalink/operation/verify"));

        assertThat(classes).hasSizeGreaterThan(20);
        classes()
                .that()
                .haveSimpleNameNotEndingWith("Test")
                .should()
                .onlyDependOnClassesThat()
                .haveNameMatching(
                        "java\\..*|\\[.*|(boolean|int|long)|org\\.jspecify\\..*|org\\.sqlite\\..*|tools\\.jackson\\..*"
                                + "|org\\.imalink\\.operation\\.(verify\\..*|DataDirectory|Progress|RefusedException|Refusal(\\$Kind)?)"
                                + "|org\\.imalink\\.database\\.DatabaseLocation.*")
                .check(classes);
    }

    @Test
    void every_table_is_compared_or_known_not_to_be_and_this_is_the_newest_product_version() {
        var known = new ArrayList<>(VerifiedTable.NOT_COMPARED);
        VerifiedTable.ALL.forEach(table -> known.addAll(List.of(table.name(), table.parked())));
        VerifiedTable.NOT_COMPARED.forEach(table -> known.add("parked_" + table));

        var tables = database.<List<String>>read(tx -> tx.fetch(
                        engine == Engine.SQLITE
                                ? "select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite_schema'"
                                : "select tablename from pg_tables where schemaname = current_schema()")
                .map(row -> row.get(0, String.class)));

        assertThat(tables).hasSizeGreaterThan(30).isSubsetOf(known);
        assertThat(new Schema(database).version().product()).isEqualTo(Standing.PRODUCT);
    }

    @Test
    void what_copy_writes_is_read_as_it_was() {
        assertThat(DumpSource.decoded("\\N")).isNull();
        assertThat(DumpSource.decoded("a\\tb\\nc\\\\N\\rd")).isEqualTo("a\tb\nc\\N\rd");
        assertThat(DumpSource.decoded("")).isEmpty();
    }
}
