package org.imalink.account;

import java.util.Map;
import org.imalink.operation.Audit;
import org.imalink.operation.Audit.Action;
import org.jspecify.annotations.Nullable;

/** Codes with which somebody can register, given by admins and the operator. Thread-safe. */
final class Invitations {
    private final AccountSettings settings;
    private final Deeds deeds;

    Invitations(AccountSettings settings, Deeds deeds) {
        this.settings = settings;
        this.deeds = deeds;
    }

    GivenCode invite(Actor actor, @Nullable String email, Role role, boolean mayImport) {
        var address = email == null || email.isBlank() ? null : Names.email(email);
        return deeds.does(actor, (tx, now) -> {
            if (settings.registration() == Registration.CLOSED) {
                throw new AccountException.Refused(
                        "Registration is closed on this server, so that an invitation could not be used. The operator makes accounts with \"imalink user add\".");
            }
            if (address != null && UserRows.hasEmail(tx, address)) {
                throw new AccountException.Taken();
            }
            var given = CodeRows.invite(tx, address, role, mayImport, now);
            Audit.add(
                    tx,
                    actor.key(),
                    Action.USER_INVITED,
                    Map.of("invitation", given.id(), "role", role.code(), "may_import", mayImport));
            return given;
        });
    }

    void withdraw(Actor actor, long invitation) {
        deeds.does(actor, (tx, now) -> {
            if (!CodeRows.withdrawInvitation(tx, invitation, now)) {
                throw new AccountException.Unknown("Invitation", invitation);
            }
            Audit.add(tx, actor.key(), Action.INVITATION_WITHDRAWN, Map.of("invitation", invitation));
            return invitation;
        });
    }
}
