package org.imalink.operation.verify;

import java.util.Optional;
import java.util.Set;

/** The trails of tables that need no more than a word. */
final class Trails {
    private Trails() {}

    /** A person edits these columns, and may delete the row, which leaves no trace. */
    static Trail edited(Set<String> columns) {
        return new Trail() {
            @Override
            public void changed(Change change, Traces traces) {
                if (change.isEdited()) {
                    change.account(columns);
                    change.account("updated_at");
                }
            }
        };
    }

    /** What ImaLink notes for itself, and changes and forgets without being asked. */
    static Trail bookkeeping(Set<String> columns) {
        return new Trail() {
            @Override
            public Optional<String> missing(Row before, Traces traces) {
                return Optional.of("such rows are forgotten when their work is done");
            }

            @Override
            public Optional<String> added(Row after, Traces traces) {
                return Optional.of("such rows come with work that is done");
            }

            @Override
            public void changed(Change change, Traces traces) {
                change.account(columns);
            }
        };
    }

    /** Rows come, and stay. */
    static Trail onlyAdded(Set<String> filledLater) {
        return new Trail() {
            @Override
            public Optional<String> added(Row after, Traces traces) {
                return Optional.of("it came later");
            }

            @Override
            public void changed(Change change, Traces traces) {
                filledLater.stream().filter(change::isFilled).forEach(change::account);
            }
        };
    }
}
