package org.imalink.http;

import org.imalink.access.Viewer;
import org.imalink.account.Actor;

/** Who looks after accounts and phases, as the edge has let them in. */
final class Actors {
    private Actors() {}

    static Actor of(Call call) {
        return switch (call.viewer()) {
            case Viewer.Admin admin -> Actor.of(admin);
            case Viewer.Operator() -> new Actor.Operator();
            case Viewer.Founder() -> new Actor.Founder();
            case Viewer.Anonymous anonymous -> throw new IllegalStateException("Nobody looks after accounts unknown");
            case Viewer.Member member -> throw new IllegalStateException("A member looks after no accounts");
            case Viewer.Maintenance maintenance -> throw new IllegalStateException("A job looks after no accounts");
        };
    }
}
