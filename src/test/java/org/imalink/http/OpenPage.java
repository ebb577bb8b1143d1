package org.imalink.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A page that somebody has open while the server goes from phase to phase: signed in where that is possible, and when the
 * server says that the library is another one, it drops what it showed and asks for the new view. For one thread.
 */
final class OpenPage {
    private final Client anonymous;
    private final String name;
    private @Nullable SignedIn signedIn;

    OpenPage(Client anonymous, String name) {
        this.anonymous = anonymous;
        this.name = name;
    }

    boolean isSignedIn() {
        return signedIn != null;
    }

    /** Signs in, where nobody is and somebody can. */
    void open() {
        if (signedIn == null) {
            var reply = right(anonymous.post(
                    "/api/v1/auth/login", AccountsContract.credentials(name, AccountsContract.PASSWORD)));
            signedIn = reply.status() == 404 ? null : SignedIn.of(anonymous, reply);
        }
    }

    Client client() {
        return signedIn == null ? anonymous : signedIn.client();
    }

    /** Asks for something; whether it was answered, and not with another view of the library or none. */
    boolean succeeds(Callable<Client.Reply> request, int status) throws Exception {
        var reply = right(request.call());
        if (reply.status() == 409) {
            assertThat(reply.json().get("type").stringValue()).isEqualTo(Problem.LIBRARY_CHANGED.type());
        }
        if (reply.status() == 409 || reply.status() == 401) {
            showTheNewView();
            return false;
        }
        assertThat(reply.status()).as(reply.text()).isIn(status, 404);
        return reply.status() == status;
    }

    private void showTheNewView() {
        if (signedIn == null) {
            return; // the next time that it is opened, it signs in
        }
        int epoch = right(anonymous.get("/api/v1/multiuser/status"))
                .json()
                .get("epoch")
                .intValue();
        var reply = right(anonymous
                .with("Cookie", Secrets.REFRESH_COOKIE + "=" + signedIn.refresh())
                .post("/api/v1/auth/refresh", "{\"epoch\":" + epoch + "}"));
        signedIn = reply.status() == 404 ? null : SignedIn.of(anonymous, reply);
    }

    static Client.Reply right(Client.Reply reply) {
        assertThat(reply.status()).as(reply.text()).isLessThan(500);
        return reply;
    }
}
