package org.imalink.cli;

import java.time.Duration;
import java.util.Optional;
import org.imalink.access.Phase;
import org.imalink.access.Standing;
import org.imalink.account.Accounts;
import org.imalink.account.Registration;
import org.imalink.operation.PutBack;
import org.imalink.transition.PhaseWatch;
import org.imalink.transition.Phases;
import org.imalink.transition.Transitions;
import org.imalink.transition.rehearsal.RecordedReads;

/**
 * Phases and accounts of a server, put together.
 *
 * @param recorded what people without an account ask for
 * @param setupCode the one-time code for the first admin, as people read it; empty where it is of no use: there is an admin,
 *     or nobody has an account
 */
record MultiuserRooms(
        Phases phases,
        Transitions transitions,
        RecordedReads recorded,
        PhaseWatch watch,
        Accounts accounts,
        Registration registration,
        Optional<String> setupCode)
        implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    /** Does first what {@code multiuser.json} wishes at once. */
    static MultiuserRooms open(OpenLibrary library, Settings settings) {
        return open(library, settings, false);
    }

    /** The same of the copy of a library, which needs no backup. */
    static MultiuserRooms ofCopy(OpenLibrary library, Settings settings) {
        return open(library, settings, true);
    }

    private static MultiuserRooms open(OpenLibrary library, Settings settings, boolean isCopy) {
        new PutBack(library.directory()).outdateCopies(library.database());
        var phases = library.phases();
        phases.look();
        var recorded = new RecordedReads();
        var setup = AccountRoom.setupCode(library);
        var accounts = AccountRoom.open(library, settings.registration(), setup);
        return new MultiuserRooms(
                phases,
                library.transitions(phases, settings, recorded, isCopy),
                recorded,
                new PhaseWatch(phases, BETWEEN_LOOKS),
                accounts,
                settings.registration(),
                isUseful(library) ? Optional.of(setup.text()) : Optional.empty());
    }

    private static boolean isUseful(OpenLibrary library) {
        return library.database()
                .<Boolean>read(tx -> Standing.read(tx).phase().isAtLeast(Phase.FOUNDATION) && !Accounts.hasAdmin(tx));
    }

    @Override
    public void close() {
        watch.close();
        transitions.close();
        accounts.close();
    }
}
