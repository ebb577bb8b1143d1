package org.imalink.http;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.imalink.access.Phase;
import org.imalink.access.Standing;
import org.imalink.access.Viewer;
import org.imalink.account.Accounts;
import org.imalink.account.Credential;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Says who asks, and whether they may call a route in the phase that holds. What takes no database (codes, signatures) is
 * looked at once; the rest in the snapshot in which the request reads its data. Thread-safe.
 */
final class Gatekeeper {
    static final String SETUP_HEADER = "Imalink-Setup-Code";

    private static final String SINGLE_USER = "anonymous; reason=single_user";
    private static final String INVALID_TOKEN = "anonymous; reason=invalid_token";

    private final Accounts accounts;
    private final OperatorGate operator;
    private final CodeGate setup;
    private final Supplier<Optional<String>> closed;

    /**
     * @param closed why nobody may see the library at this moment, as a sentence; empty when they may
     */
    Gatekeeper(Accounts accounts, OperatorGate operator, Supplier<Optional<String>> closed, InstantSource clock) {
        this.accounts = accounts;
        this.operator = operator;
        this.setup = new CodeGate(clock);
        this.closed = closed;
    }

    /** @throws Failure when a code is wrong, or too many were */
    Entry examine(Route route, Request request) {
        return switch (route.caller()) {
            case EVERYONE, SIGN_OUT -> Entry.open(new Viewer.Anonymous());
            case SIGN_IN -> tx -> new Admission(new Viewer.Anonymous(), withAccounts(tx), null);
            case VIEWER -> {
                var credential = credential(request, request.isSafe() ? request.cookie(Secrets.IMAGE_COOKIE) : null);
                yield Entry.toLibrary(tx -> viewer(tx, route.effect(), credential));
            }
            case SIGNED_IN -> {
                var credential = credential(request, null);
                yield tx -> {
                    var standing = withAccounts(tx);
                    return admission(standing, signedIn(tx, standing, credential));
                };
            }
            case IMPORTER -> {
                var credential = credential(request, null);
                yield Entry.toLibrary(tx -> importer(tx, credential));
            }
            case STEWARD -> isOperator(request) ? Gatekeeper::operatorOfAccounts : steward(request);
            case FOUNDER -> isOperator(request) ? Gatekeeper::operator : founder(request);
            case OPERATOR -> {
                operator.admit(request.address(), request.header(OperatorGate.HEADER));
                yield Entry.open(new Viewer.Operator());
            }
        };
    }

    private Credential credential(Request request, @Nullable String imageCookie) {
        return accounts.examine(request.bearer(), imageCookie);
    }

    private boolean isOperator(Request request) {
        var sent = request.header(OperatorGate.HEADER);
        if (sent != null) {
            operator.admit(request.address(), sent);
        }
        return sent != null;
    }

    private static Admission operator(DSLContext tx) {
        return new Admission(new Viewer.Operator(), Standing.read(tx), null);
    }

    private static Admission operatorOfAccounts(DSLContext tx) {
        return new Admission(new Viewer.Operator(), withAccounts(tx), null);
    }

    /** A token that is worth nothing never shows or lets change more than no token does, and never another library. */
    private Admission viewer(DSLContext tx, Effect effect, Credential credential) {
        closed.get().ifPresent(reason -> {
            throw Failure.unavailable(reason);
        });
        var standing = Standing.read(tx);
        var phase = standing.phase();
        if (credential instanceof Credential.None) {
            if (phase == Phase.ACTIVE) {
                throw signInRequired();
            }
            return new Admission(new Viewer.Anonymous(), standing, null);
        }
        if (phase == Phase.SINGLE) {
            return unsigned(standing, effect, SINGLE_USER, Gatekeeper::noLibraryOfTheirOwn);
        }
        var viewer = accounts.resolve(tx, standing, credential);
        if (viewer.isPresent()) {
            if (effect == Effect.WRITE) {
                refuseOtherView(standing, credential, viewer.get());
            }
            return admission(standing, viewer.get());
        }
        if (phase.isShared()) {
            return unsigned(standing, effect, INVALID_TOKEN, Gatekeeper::signInRequired);
        }
        throw signInRequired();
    }

    /** Nothing is ever written into another library than the one that somebody was looking at. */
    private static void refuseOtherView(Standing standing, Credential credential, Viewer.SignedIn viewer) {
        if (credential instanceof Credential.AccessToken token && standing.isOtherView(viewer.user(), token.epoch())) {
            throw libraryChanged(
                    "The library that you were looking at is not the one that this would change now. Nothing was changed. Load"
                            + " the page anew.");
        }
    }

    private static Admission unsigned(Standing standing, Effect effect, String told, Supplier<Failure> refusal) {
        return switch (effect) {
            case READ -> new Admission(new Viewer.Anonymous(), standing, told);
            case WRITE -> throw refusal.get();
        };
    }

    private Admission importer(DSLContext tx, Credential credential) {
        var standing = withAccounts(tx);
        var viewer = signedIn(tx, standing, credential);
        if (!accounts.me(tx, viewer).mayImport()) {
            throw Failure.of(
                    403,
                    Problem.GRANT_REQUIRED,
                    "Your account may not import folders of the server. Upload the photos, or ask an admin for the right.");
        }
        refuseOtherView(standing, credential, viewer);
        return admission(standing, viewer);
    }

    private Entry steward(Request request) {
        var credential = credential(request, null);
        return tx -> {
            var standing = withAccounts(tx);
            return admission(standing, admin(tx, standing, credential));
        };
    }

    /** In single-user mode nobody is signed in, so that an admin's token counts for nothing there. */
    private Entry founder(Request request) {
        var sent = request.header(SETUP_HEADER);
        var credential = credential(request, null);
        return tx -> {
            var standing = Standing.read(tx);
            if (sent != null && setup.opens(request.address(), () -> accounts.acceptsSetupCode(tx, sent))) {
                return new Admission(new Viewer.Founder(), standing, null);
            }
            if (standing.phase() == Phase.SINGLE) {
                throw administrationRequired();
            }
            return admission(standing, admin(tx, standing, credential));
        };
    }

    private Viewer.Admin admin(DSLContext tx, Standing standing, Credential credential) {
        var viewer = accounts.resolve(tx, standing, credential).orElseThrow(Gatekeeper::administrationRequired);
        return switch (viewer) {
            case Viewer.Admin admin -> admin;
            case Viewer.Member member ->
                throw Failure.of(403, Problem.ADMIN_REQUIRED, "Only an admin or the operator may do this.");
        };
    }

    private Viewer.SignedIn signedIn(DSLContext tx, Standing standing, Credential credential) {
        return accounts.resolve(tx, standing, credential).orElseThrow(Gatekeeper::signInRequired);
    }

    private static Admission admission(Standing standing, Viewer.SignedIn viewer) {
        return new Admission(
                viewer,
                standing,
                switch (viewer) {
                    case Viewer.Member member -> "member";
                    case Viewer.Admin admin -> "admin";
                });
    }

    private static Standing withAccounts(DSLContext tx) {
        var standing = Standing.read(tx);
        if (standing.phase() == Phase.SINGLE) {
            throw Failure.of(
                    404,
                    Problem.NO_ACCOUNTS,
                    "This server is in single-user mode: there are no accounts, and nobody needs to sign in.");
        }
        return standing;
    }

    static Failure signInRequired() {
        return Failure.of(401, Problem.SIGN_IN_REQUIRED, "Nobody is signed in, or the sign-in has ended. Sign in.")
                .with("WWW-Authenticate", "Bearer");
    }

    private static Failure administrationRequired() {
        return Failure.of(
                        401,
                        Problem.ADMIN_REQUIRED,
                        "Only an admin may do this, or the operator with the code in operator.token.")
                .with("WWW-Authenticate", "Bearer");
    }

    private static Failure noLibraryOfTheirOwn() {
        return libraryChanged(
                "This server is back in single-user mode, where nobody is signed in. Nothing was changed. Load the page anew.");
    }

    private static Failure libraryChanged(String sentence) {
        return Failure.of(409, Problem.LIBRARY_CHANGED, sentence);
    }
}
