package org.imalink.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.imalink.database.schema.Tables.HOTPREVIEWS;
import static org.imalink.database.schema.Tables.PUT_AWAY_TIMES;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import org.imalink.access.PutAwayTimes;
import org.imalink.database.DatabaseContract;
import org.imalink.database.RandomLibrary;
import org.imalink.database.Schema;
import org.imalink.database.SchemaException;
import org.imalink.database.SchemaVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database goes back to an older release and forward again, and nothing is lost. */
class ReleaseChangeTest extends DatabaseContract {
    /** Of the release before people could have libraries of their own. */
    private static final int OLDER = 9;

    private static final LocalDateTime SUMMER = LocalDateTime.of(2026, 7, 1, 12, 0);

    private DataDirectory directory;
    private Schema schema;
    private ReleaseChange change;

    @BeforeEach
    void fill() {
        directory = DataDirectory.open(test.folder().resolve("data"));
        schema = new Schema(database);
        change = new ReleaseChange(database, test.location(), directory);
        database.write(tx -> {
            schema.moveTenancy(tx, 1);
            RandomLibrary.addMembers(tx);
            schema.moveTenancy(tx, 2);
            RandomLibrary.change(tx, new Random(1), 1, 60);
            RandomLibrary.change(tx, new Random(2), 2, 60);
            PutAwayTimes.begin(tx, SUMMER);
            return tx;
        });
    }

    private void moveTenancy(int level) {
        database.write(tx -> {
            schema.moveTenancy(tx, level);
            return level;
        });
    }

    private LibraryDigest digest() {
        return database.read(tx -> LibraryDigest.of(tx, Progress.UNHEARD));
    }

    private int putAway() {
        return database.<Integer>read(tx -> tx.fetchCount(PUT_AWAY_TIMES));
    }

    private void execute(String... statements) {
        database.write(tx -> {
            for (var statement : statements) {
                tx.execute(statement);
            }
            return statements;
        });
    }

    /** Whoever writes a line in the history spoils every photo's description, as a bad script would. */
    private void spoil() {
        switch (engine) {
            case SQLITE ->
                execute(
                        "create trigger spoiled after insert on schema_history begin update photos set description = 'spoiled'; end");
            case POSTGRESQL ->
                execute(
                        "create function spoil() returns trigger language plpgsql as $$ begin update photos set description = 'spoiled'; return new; end $$",
                        "create trigger spoiled after insert on schema_history for each row execute function spoil()");
        }
    }

    @Test
    void back_to_an_older_release_and_forward_again_everybody_has_what_they_had() {
        var before = digest();
        moveTenancy(1);
        var backup = change.downgrade(OLDER, Progress.UNHEARD);
        assertThat(schema.version()).isEqualTo(new SchemaVersion(OLDER, 1));

        change.upgrade(Progress.UNHEARD);
        assertThat(schema.version()).isEqualTo(new SchemaVersion(Schema.newestProduct(), 1));
        moveTenancy(2);
        assertThat(digest()).isEqualTo(before);
        assertThat(putAway()).isOne();
        var backups = Backups.of(test.location(), directory);
        assertThat(backups.list()).hasSize(2).extracting(Backups.Backup::name).contains(backup.name());
        assertThat(backups.list())
                .allSatisfy(made -> assertThat(
                                backups.verify(made.name(), Progress.UNHEARD).problem())
                        .isNull());
    }

    @Test
    void a_database_with_owners_is_not_given_to_a_release_that_does_not_know_them() {
        assertThatThrownBy(() -> change.downgrade(OLDER, Progress.UNHEARD))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("imalink multiuser down --to-level 1");
        assertThat(schema.version()).isEqualTo(new SchemaVersion(Schema.newestProduct(), 2));
    }

    @Test
    void a_script_that_changes_what_it_should_not_leaves_the_database_as_it_was() {
        moveTenancy(1);
        change.downgrade(OLDER, Progress.UNHEARD);
        spoil();
        var before = content();
        assertThatThrownBy(() -> change.upgrade(Progress.UNHEARD))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("photos.description")
                .hasMessageContaining("Start ImaLink");
        assertThat(content()).isEqualTo(before);
    }

    @Test
    void a_script_that_fails_leaves_the_database_as_it_was_and_names_the_version_to_start() {
        moveTenancy(1);
        change.downgrade(OLDER, Progress.UNHEARD);
        execute("create table put_away_times (id integer primary key)");
        var before = content();
        assertThatThrownBy(() -> change.upgrade(Progress.UNHEARD))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("the database is as it was. Start ImaLink");
        assertThat(content()).isEqualTo(before);
        assertThat(schema.version().product()).isEqualTo(OLDER);
    }

    private ContentDigest.Content content() {
        return database.read(
                tx -> tx.connectionResult(connection -> ContentDigest.of(connection, engine, Progress.UNHEARD)));
    }

    @Test
    void an_older_server_cannot_delete_the_hotpreviews_of_parked_photos() {
        moveTenancy(1);
        change.downgrade(OLDER, Progress.UNHEARD);
        var parked = texts("select distinct hothash from parked_photos");
        assertThat(parked).isNotEmpty();
        database.write(tx -> tx.deleteFrom(HOTPREVIEWS).execute());
        assertThat(texts("select hothash from hotpreviews")).containsExactlyInAnyOrderElementsOf(parked);
    }

    private List<String> texts(String query) {
        return database.read(tx -> tx.fetch(query).getValues(0, String.class));
    }

    @Test
    void a_new_database_and_one_of_this_release_need_no_backup() {
        change.upgrade(Progress.UNHEARD);
        assertThat(Backups.of(test.location(), directory).list()).isEmpty();
    }
}
