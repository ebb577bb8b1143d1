package org.imalink.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.imalink.access.Phase;

/** The table of routes as a page for people. */
final class AccessPage {
    private static final String INTRODUCTION = """
            # Who may call what

            Every route of the server, who may call it, and in which phases it is there (0 single, 1 foundation, 2 dual, 3
            scoped, 4 active). In other phases it answers 404 with the type `urn:imalink:problem:no-accounts`. This page is the table of the server
            itself; a test holds both together and calls every route as everybody there can be, in every phase.

            | who | is let in | otherwise |
            |---|---|---|
            | everyone | anybody: nothing of a library is shown | |
            | viewer, phases 0 to 2 | anybody, to user 1's library; who is signed in is known as such | a token that is worth nothing: reads are served as to anybody and say so in `Imalink-Viewer`, writes are refused with 401 (in phase 0 every token: 409) |
            | viewer, phase 3 | without a token anybody, to user 1's library; who is signed in, to their own | a token that is worth nothing: 401 |
            | viewer, phase 4 | who is signed in, to their own library | 401 |
            | viewer, from phase 1 on | | a write with a token from when its user saw another library: 409 |
            | sign in | anybody, to sign in or to have an account | |
            | sign out | anybody | |
            | signed in | who sends an access token of a living sign-in | 401 |
            | importer | the same, with the right to import folders of the server | 401, 403 |
            | steward | an admin, or who sends the operator's code | 401, 403 |
            | founder | the same and, while there is no admin, who sends the one-time code; in phase 0 no admin, because nobody is signed in there | 401, 403 |
            | operator | who sends the operator's code | 401 |

            A route that reads takes the image cookie in place of an access token where it is for viewers and its method is
            GET or HEAD. No cookie counts anywhere else, but for refreshing and signing out, from pages of this server.

            | route | who | phases | what it does |
            |---|---|---|---|
            """;

    private AccessPage() {}

    static String of(List<Route> routes) {
        return INTRODUCTION + routes.stream().map(AccessPage::line).collect(Collectors.joining());
    }

    private static String line(Route route) {
        var phases = Arrays.stream(Phase.values())
                .filter(phase ->
                        Phase.FARTHEST.isAtLeast(phase) && route.caller().isThereIn(phase))
                .map(phase -> String.valueOf(phase.number()))
                .collect(Collectors.joining(", "));
        var who = route.caller().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        var does = switch (route.effect()) {
            case READ -> "reads";
            case WRITE -> "changes";
        };
        return "| `%s %s` | %s | %s | %s |\n"
                .formatted(route.method(), route.path().template(), who, phases, does);
    }
}
