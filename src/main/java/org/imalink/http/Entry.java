package org.imalink.http;

import java.util.Optional;
import org.imalink.access.Viewer;
import org.jooq.DSLContext;

/** A request at the door: what it proves without the database is known, the rest is asked in the snapshot of its data. */
@FunctionalInterface
interface Entry {
    /** @throws Failure when it is not let in */
    Admission admit(DSLContext tx);

    /**
     * The same for who goes on in that transaction: where the route is about a library, the database itself shows it no
     * other from then on.
     *
     * @throws Failure when it is not let in
     */
    default Admission enter(DSLContext tx) {
        return admit(tx);
    }

    /** The same without the database, where it is not asked. */
    default Optional<Admission> admitUnasked() {
        return Optional.empty();
    }

    /** Lets somebody in to the library that they may see. */
    static Entry toLibrary(Entry entry) {
        return new Entry() {
            @Override
            public Admission admit(DSLContext tx) {
                return entry.admit(tx);
            }

            @Override
            public Admission enter(DSLContext tx) {
                var admission = entry.admit(tx);
                admission.scope().enter(tx);
                return admission;
            }
        };
    }

    /** Lets somebody in who is let in in every phase. */
    static Entry open(Viewer.Unsigned viewer) {
        var admission = new Admission(viewer, null, null);
        return new Entry() {
            @Override
            public Admission admit(DSLContext tx) {
                return admission;
            }

            @Override
            public Optional<Admission> admitUnasked() {
                return Optional.of(admission);
            }
        };
    }
}
