package org.imalink.http;

import static org.imalink.http.Caller.EVERYONE;
import static org.imalink.http.Caller.FOUNDER;

import java.util.List;
import java.util.Map;
import org.imalink.access.Phase;
import org.imalink.access.Standing;
import org.imalink.account.Registration;
import org.imalink.database.Database;
import org.imalink.transition.Phases;
import org.imalink.transition.TransitionStatus;
import org.imalink.transition.Unclaimed;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** How far the server is towards several users, and moving it there and back. */
final class MultiuserController {
    /** Of the description of this interface: what a client was made for. */
    static final String CONTRACT_VERSION = "1.0.0";

    private static final Field<String> FORWARD =
            Field.required("to", Text.matching("^(foundation|dual|scoped|active)$"));
    private static final Field<String> BACK = Field.required("to", Text.matching("^(single|foundation|dual|scoped)$"));

    private static final Field<Long> TO_LEVEL = Field.required("to_level", WholeNumber.between(0, 1));
    private static final Field<Boolean> LEAVE_UNOWNED = Field.optional("leave_unowned", Flag.ANY);

    private final Database database;
    private final Phases phases;
    private final Registration registration;

    MultiuserController(Database database, Phases phases, Registration registration) {
        this.database = database;
        this.phases = phases;
        this.registration = registration;
    }

    void register(RouteTable table) {
        var forward = Inputs.NONE.body(List.of(FORWARD, LEAVE_UNOWNED));
        var back = Inputs.NONE.body(List.of(BACK));
        table.read("GET", "/api/v1/multiuser/status", EVERYONE, Inputs.NONE, this::status);
        table.free("GET", "/api/v1/multiuser/console", FOUNDER, Effect.READ, Inputs.NONE, this::console);
        table.free("POST", "/api/v1/multiuser/advance", FOUNDER, Effect.WRITE, forward, this::advance);
        table.free("POST", "/api/v1/multiuser/retreat", FOUNDER, Effect.WRITE, back, this::retreat);
        var down = Inputs.NONE.body(List.of(TO_LEVEL));
        table.free("POST", "/api/v1/multiuser/down", FOUNDER, Effect.WRITE, down, this::down);
    }

    private Answer status(Call call, DSLContext tx) {
        var standing = Standing.read(tx);
        boolean offered = standing.phase().isAtLeast(Phase.FOUNDATION);
        return Answer.object(out -> write(out, standing)
                .field("sign_in_offered", offered)
                .field("sign_in_required", standing.phase() == Phase.ACTIVE)
                .array("sign_in_methods", offered ? List.of("password") : List.<String>of(), JsonWriter::text)
                .field("registration", mode(standing).code())
                .field("contract_version", CONTRACT_VERSION));
    }

    /** Who looks wants to know of the file too, as it is now. */
    private Answer console(Call call) {
        phases.look();
        return database.read(tx -> {
            call.in(tx);
            return answer(200, TransitionStatus.read(tx, phases, registration).tree());
        });
    }

    private Answer advance(Call call) {
        var unclaimed = Boolean.TRUE.equals(call.find(LEAVE_UNOWNED)) ? Unclaimed.LEAVE : Unclaimed.REFUSE;
        return answer(
                200,
                phases.advance(Actors.of(call), phase(call.get(FORWARD)), unclaimed)
                        .tree());
    }

    private Answer retreat(Call call) {
        return answer(
                200, phases.retreat(Actors.of(call), phase(call.get(BACK))).tree());
    }

    private Answer down(Call call) {
        int level = phases.lower(Actors.of(call), call.get(TO_LEVEL).intValue());
        return Answer.object(out -> out.field("tenancy_level", level));
    }

    private static Answer answer(int status, Map<String, ? extends @Nullable Object> tree) {
        return Answer.json(status, out -> out.tree(tree));
    }

    static JsonWriter write(JsonWriter out, Standing standing) {
        return out.field("phase", standing.phase().number())
                .field("phase_name", standing.phase().code())
                .field("epoch", standing.epoch());
    }

    private Registration mode(Standing standing) {
        return standing.phase().isAtLeast(Phase.FOUNDATION) ? registration : Registration.CLOSED;
    }

    private static Phase phase(String code) {
        return Phase.find(code).orElseThrow();
    }
}
