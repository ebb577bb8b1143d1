package org.imalink.http;

import static org.imalink.http.Caller.EVERYONE;
import static org.imalink.http.Caller.FOUNDER;

import java.util.List;
import java.util.Map;
import org.imalink.access.Phase;
import org.imalink.access.Standing;
import org.imalink.account.Registration;
import org.imalink.database.Database;
import org.imalink.operation.Progress;
import org.imalink.operation.Refusal;
import org.imalink.operation.RefusedException;
import org.imalink.transition.Phases;
import org.imalink.transition.TransitionRun;
import org.imalink.transition.TransitionStatus;
import org.imalink.transition.TransitionTask;
import org.imalink.transition.Transitions;
import org.imalink.transition.Unclaimed;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** How far the server is towards several users, and moving it there and back. */
final class MultiuserController {
    /** Of the description of this interface: what a client was made for. */
    static final String CONTRACT_VERSION = "1.0.0";

    private static final String ROOM = "/api/v1/multiuser/";

    private static final Field<String> FORWARD =
            Field.required("to", Text.matching("^(foundation|dual|scoped|active)$"));
    private static final Field<String> BACK = Field.required("to", Text.matching("^(single|foundation|dual|scoped)$"));

    private static final Field<Long> TO_LEVEL = Field.required("to_level", WholeNumber.between(0, 1));
    private static final Field<Boolean> LEAVE_UNOWNED = Field.optional("leave_unowned", Flag.ANY);

    /** Whoever shows photos to others, or hides them from others, has to mean it. */
    private static final Field<Boolean> CONFIRM = Field.required("confirm", Flag.ANY);

    /** A backup's name, or latest. */
    private static final Field<String> AGAINST = Field.optional("against", Text.length(1, 100));

    /** Whether the answer comes when all is done; otherwise it says that it was begun. */
    private static final Field<Boolean> WAIT = Field.optional("wait", Flag.ANY);

    private final Database database;
    private final Phases phases;
    private final Transitions transitions;
    private final Registration registration;

    MultiuserController(Database database, Phases phases, Transitions transitions, Registration registration) {
        this.database = database;
        this.phases = phases;
        this.transitions = transitions;
        this.registration = registration;
    }

    void register(RouteTable table) {
        var forward = Inputs.NONE.body(List.of(FORWARD, LEAVE_UNOWNED, WAIT));
        var back = Inputs.NONE.body(List.of(BACK));
        var down = Inputs.NONE.body(List.of(TO_LEVEL, WAIT));
        var allForward = Inputs.NONE.body(List.of(CONFIRM, LEAVE_UNOWNED));
        var allBack = Inputs.NONE.body(List.of(CONFIRM));
        var run = ROOM + "run";
        table.read("GET", ROOM + "status", EVERYONE, Inputs.NONE, this::status);
        table.free("GET", ROOM + "console", FOUNDER, Effect.READ, Inputs.NONE, this::console);
        table.free("GET", ROOM + "preflight", FOUNDER, Effect.READ, Inputs.NONE, this::preflight);
        table.free("POST", ROOM + "rehearse", FOUNDER, Effect.WRITE, allBack, this::rehearse);
        table.free("GET", ROOM + "report", FOUNDER, Effect.READ, Inputs.NONE, this::report);
        table.free(
                "POST",
                ROOM + "verify",
                FOUNDER,
                Effect.READ,
                Inputs.NONE.body(List.of(CONFIRM, AGAINST)),
                this::verify);
        table.free("POST", ROOM + "advance", FOUNDER, Effect.WRITE, forward, this::advance);
        table.free("POST", ROOM + "retreat", FOUNDER, Effect.WRITE, back, this::retreat);
        table.free("POST", ROOM + "activate", FOUNDER, Effect.WRITE, allForward, this::activate);
        table.free("POST", ROOM + "deactivate", FOUNDER, Effect.WRITE, allBack, this::deactivate);
        table.free("POST", ROOM + "down", FOUNDER, Effect.WRITE, down, this::down);
        table.free("GET", run, FOUNDER, Effect.READ, Inputs.NONE, call -> running());
        table.free("DELETE", run, FOUNDER, Effect.WRITE, Inputs.NONE, this::stop);
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
        var rowSecurity = database.rowSecurity();
        return database.read(tx -> {
            call.in(tx);
            return answer(
                    200,
                    TransitionStatus.read(tx, phases, registration, rowSecurity, transitions.run())
                            .tree());
        });
    }

    private Answer preflight(Call call) {
        return answer(
                200, transitions.preflight(Unclaimed.REFUSE, Progress.UNHEARD).tree());
    }

    private Answer rehearse(Call call) {
        refuseUnlessMeant(call);
        return begun(call, new TransitionTask.Rehearse());
    }

    private Answer verify(Call call) {
        refuseUnlessMeant(call);
        return begun(call, new TransitionTask.Verify(call.find(AGAINST)));
    }

    private Answer report(Call call) {
        return answer(200, transitions.report().tree());
    }

    private Answer advance(Call call) {
        return answer(call, new TransitionTask.Advance(phase(call.get(FORWARD)), unclaimed(call)));
    }

    private Answer down(Call call) {
        return answer(call, new TransitionTask.Lower(call.get(TO_LEVEL).intValue()));
    }

    private Answer answer(Call call, TransitionTask task) {
        return Boolean.FALSE.equals(call.find(WAIT))
                ? begun(call, task)
                : answer(200, transitions.perform(task, Actors.of(call), Progress.UNHEARD));
    }

    private Answer activate(Call call) {
        refuseUnlessMeant(call);
        return begun(call, new TransitionTask.Activate(unclaimed(call)));
    }

    private Answer begun(Call call, TransitionTask task) {
        return answer(202, transitions.begin(task, Actors.of(call)).tree());
    }

    private Answer running() {
        return Answer.object(out ->
                out.tree("run", transitions.run().map(TransitionRun::tree).orElse(null)));
    }

    private Answer stop(Call call) {
        transitions.stop();
        return running();
    }

    private Answer retreat(Call call) {
        return goneBack(call, phase(call.get(BACK)));
    }

    private Answer deactivate(Call call) {
        refuseUnlessMeant(call);
        return goneBack(call, Phase.SINGLE);
    }

    private static void refuseUnlessMeant(Call call) {
        if (!call.get(CONFIRM)) {
            throw new RefusedException(Refusal.Kind.NOT_CONFIRMED, "Nothing was changed: confirm is not true.");
        }
    }

    private Answer goneBack(Call call, Phase to) {
        return answer(200, phases.retreat(Actors.of(call), to).tree());
    }

    private static Unclaimed unclaimed(Call call) {
        return Boolean.TRUE.equals(call.find(LEAVE_UNOWNED)) ? Unclaimed.LEAVE : Unclaimed.REFUSE;
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
