package org.imalink.cli;

import java.text.Normalizer;
import java.util.Locale;
import org.imalink.operation.RefusedException;
import tools.jackson.databind.JsonNode;

/** A command that looks after accounts: through the running server where there is one, else on the library itself. */
abstract class AccountCommand extends LibraryCommand {
    @Override
    public final Integer call() {
        var server = RunningServer.find(directory());
        if (server.isPresent()) {
            return run(new RemoteAccountDesk(server.get()));
        }
        try (var library = OpenLibrary.open(settings(), name());
                var desk = LocalAccountDesk.open(library)) {
            return run(desk);
        }
    }

    /** Does what was asked for, and tells it. */
    abstract int run(AccountDesk desk);

    /**
     * The account that a person names.
     *
     * @param nameOrEmail compared without case
     * @throws RefusedException when there is none
     */
    static JsonNode find(AccountDesk desk, String nameOrEmail) {
        var wanted = folded(nameOrEmail);
        return desk.users().stream()
                .filter(user -> folded(text(user, "username")).equals(wanted)
                        || folded(text(user, "email")).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        "There is no account with the name or e-mail \"%s\". See: imalink user list"
                                .formatted(nameOrEmail)));
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    static long id(JsonNode user) {
        return user.path("id").asLong();
    }

    static String text(JsonNode object, String field) {
        return object.path(field).asString("");
    }
}
