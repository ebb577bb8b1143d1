package org.imalink.http;

import org.imalink.account.NewAccount;
import org.imalink.account.Role;
import org.imalink.account.Visitor;
import org.jspecify.annotations.Nullable;

/** The values that routes about accounts have in common. What a route does not take is not read, whatever is sent. */
final class AccountFields {
    static final Field<Long> ID = Field.required("id", WholeNumber.ANY);
    static final Field<String> USERNAME = Field.required("username", Text.length(3, 50));
    static final Field<String> EMAIL = Field.required("email", Text.length(0, 255));
    static final Field<String> NEW_PASSWORD = Field.required("password", Text.length(8, 1024));
    static final Field<String> DISPLAY_NAME = Field.optional("display_name", Text.length(0, 100));
    static final Field<String> ROLE = Field.optional("role", Text.matching("^(member|admin)$"));
    static final Field<Boolean> MAY_IMPORT = Field.optional("may_import", Flag.ANY);

    private AccountFields() {}

    /** Who wants an account, by the fields above. */
    static NewAccount newAccount(Call call, @Nullable String code) {
        return new NewAccount(
                call.get(USERNAME), call.get(EMAIL), call.find(DISPLAY_NAME), call.get(NEW_PASSWORD), code);
    }

    static Visitor visitor(Call call) {
        return new Visitor(call.address(), call.userAgent());
    }

    static @Nullable Role role(Call call) {
        var code = call.find(ROLE);
        return code == null ? null : Role.of(code);
    }
}
