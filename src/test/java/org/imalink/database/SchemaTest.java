package org.imalink.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imalink.database.schema.Tables.SCHEMA_HISTORY;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class SchemaTest {
    private final Engine engine;
    private TestDatabase test;
    private Schema schema;

    SchemaTest(Engine engine) {
        this.engine = engine;
    }

    @BeforeEach
    void open() {
        test = TestDatabase.empty(engine);
        schema = new Schema(test.database());
    }

    @AfterEach
    void close() throws IOException {
        test.close();
    }

    @Test
    void an_empty_database_becomes_the_newest_product_version_at_tenancy_level_0() {
        schema.upgrade();

        assertThat(schema.version()).isEqualTo(new SchemaVersion(SchemaScript.newest(SchemaScript.Axis.PRODUCT), 0));
        assertThat(tables()).contains("photos", "image_files", "authors", "import_sessions", "file_storages");
    }

    @Test
    void down_and_up_again_gives_the_same_schema() {
        schema.upgrade();
        var before = columns();
        downToNothing();

        assertThat(schema.version()).isEqualTo(new SchemaVersion(0, 0));
        assertThat(tables()).containsExactly("schema_history");

        schema.upgrade();
        assertThat(columns()).isEqualTo(before).isNotEmpty();
    }

    @Test
    void upgrading_twice_runs_each_script_once() {
        schema.upgrade();
        schema.upgrade();

        assertThat(test.database().<Integer>read(tx -> tx.fetchCount(SCHEMA_HISTORY)))
                .isEqualTo(SchemaScript.newest(SchemaScript.Axis.PRODUCT));
    }

    @Test
    void a_database_of_a_newer_server_is_refused_with_the_version_to_start() {
        schema.upgrade();
        test.database().write(tx -> tx.execute("""
                insert into schema_history (axis, version, direction, name, checksum, server_version, applied_at)
                values ('product', 99, 'up', 'albums', 'x', '9.1.0', 0)"""));

        assertThatThrownBy(schema::upgrade)
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("Start ImaLink 9.1.0 or newer");
    }

    @Test
    void a_script_that_differs_from_the_one_that_was_run_is_refused() {
        schema.upgrade();
        test.database().write(tx -> tx.execute("update schema_history set checksum = 'other'"));

        assertThatThrownBy(schema::upgrade)
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("differs from the one that made this database");
    }

    @Test
    void a_failing_script_leaves_the_database_as_it_was() {
        schema.upgrade();
        downToNothing();
        // In the way of the script's last table, so that all the others are made before it fails.
        test.database().write(tx -> tx.execute("create table audit_events (id integer)"));

        assertThatThrownBy(schema::upgrade)
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("the database is as it was")
                .hasMessageContaining("Start ImaLink " + ServerVersion.CURRENT);
        assertThat(tables()).containsExactlyInAnyOrder("schema_history", "audit_events");
        assertThat(schema.version()).isEqualTo(new SchemaVersion(0, 0));
    }

    private void downToNothing() {
        while (schema.version().product() > 0) {
            schema.downgrade();
        }
    }

    private List<String> tables() {
        return texts(
                switch (engine) {
                    case SQLITE ->
                        "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by 1";
                    case POSTGRESQL ->
                        "select table_name from information_schema.tables where table_schema = 'public' order by 1";
                });
    }

    private List<String> columns() {
        return texts(
                switch (engine) {
                    case SQLITE -> "select sql from sqlite_schema where sql is not null order by name";
                    case POSTGRESQL -> """
                        select table_name || column_name || data_type || is_nullable from information_schema.columns
                        where table_schema = 'public' union all select indexdef from pg_indexes
                        where schemaname = 'public' order by 1""";
                });
    }

    private List<String> texts(String query) {
        return test.database().read(tx -> tx.fetch(query).map(row -> row.get(0, String.class)));
    }
}
