package org.imalink.cli;

import java.util.List;
import org.imalink.account.Role;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where accounts are looked after: the running server, or the library that this process has open. Accounts, sign-ins and
 * codes are told as the HTTP contract has them. What cannot be is refused with the reason: {@link
 * org.imalink.operation.RefusedException} by the server, {@link org.imalink.account.AccountException} by the library.
 */
interface AccountDesk {
    /** Who gets an account; nothing of it is ever printed but the name. */
    record NewPerson(
            String username, String email, @Nullable String displayName, String password) {
        @Override
        public String toString() {
            return username;
        }
    }

    /** What changes about an account; null for what stays. */
    record Change(
            @Nullable Boolean isActive,
            @Nullable Role role,
            @Nullable Boolean mayImport) {}

    /** All accounts, in the order of their names. */
    List<JsonNode> users();

    JsonNode add(NewPerson person, Role role, boolean mayImport);

    JsonNode change(long id, Change change);

    /** Ends every sign-in of the account. */
    void setPassword(long id, String password);

    /** The sign-ins that have not ended, the newest first. */
    List<JsonNode> signIns(long id);

    void endSignIns(long id);

    /** Makes user 1 an account of a person. */
    JsonNode claim(NewPerson person);

    void unclaim();
}
