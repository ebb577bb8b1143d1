package org.imalink.http;

import org.imalink.access.Viewer;
import org.imalink.account.Actor;

/** Who looks after accounts, as the edge has let them in. */
final class Actors {
    private Actors() {}

    static Actor of(Call call) {
        return switch (call.viewer()) {
            case Viewer.Admin admin -> Actor.of(admin);
            case Viewer.Operator() -> new Actor.Operator();
            case Viewer.Founder() -> new Actor.Founder();
            case Viewer.Member member -> throw nobody(member);
            case Viewer.Anonymous anonymous -> throw nobody(anonymous);
            case Viewer.Maintenance job -> throw nobody(job);
        };
    }

    private static IllegalStateException nobody(Viewer viewer) {
        return new IllegalStateException("No route on accounts lets in a " + viewer.getClass().getSimpleName());
    }
}
