package org.imalink.transition.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import org.imalink.access.Libraries;
import org.imalink.access.Phase;
import org.imalink.account.Actor;
import org.imalink.database.Engine;
import org.imalink.database.TestDatabase;
import org.imalink.library.Authors;
import org.imalink.operation.ChildJvm;
import org.imalink.operation.Progress;
import org.imalink.transition.Phases;
import org.imalink.transition.Unclaimed;
import org.junit.jupiter.api.Test;

/** A library that has gone all the way already. */
class RehearsalFromActiveTest {
    @Test
    void what_is_tried_then_is_the_way_back_and_forward_again() throws Exception {
        try (var test = TestDatabase.migrated(Engine.SQLITE)) {
            var library = RehearsedLibrary.fill(
                    test.database(),
                    test.location(),
                    test.folder(),
                    tx -> Authors.findOrAdd(tx, Libraries.of(2), "Kari"));
            new Phases(test.database(), library.directory().multiuserFile())
                    .advance(new Actor.Operator(), Phase.ACTIVE, Unclaimed.LEAVE);
            var report = new Rehearsal(
                            test.database(),
                            test.location(),
                            library.directory(),
                            new RecordedReads(),
                            ChildJvm.command(Class.forName("org.imalink.cli.Main")))
                    .run(Progress.UNHEARD);

            assertThat(report.reasons()).isEmpty();
            assertThat(report.origin().phase()).isEqualTo("active");
            assertThat(report.steps())
                    .extracting(RehearsalReport.Step::phase)
                    .startsWith("active")
                    .contains("scoped")
                    .endsWith("dual");
            assertThat(report.forecast()).isNull();
            assertThat(report.reads().asked())
                    .isPositive()
                    .isEqualTo(report.reads().compared());
            assertThat(library.copies()).isEmpty();
        }
    }
}
