package org.imalink.operation.verify;

import java.util.Set;

/** Accounts are edited, and never deleted. */
final class UserTrail implements Trail {
    private static final Set<String> EDITED = Set.of(
            "username",
            "username_folded",
            "email",
            "email_folded",
            "display_name",
            "password_hash",
            "role",
            "is_active",
            "is_importer",
            "claimed_at",
            "updated_at");

    @Override
    public void changed(Change change, Traces traces) {
        if (change.isEdited()) {
            change.account(EDITED);
        }
        if (change.isFilled("last_sign_in_at") || change.isLater("last_sign_in_at")) {
            change.account("last_sign_in_at");
        }
    }
}
