package org.imalink.http;

import static org.imalink.http.Caller.VIEWER;

import org.imalink.ingest.ImportContributors;
import org.imalink.library.Contributors;
import org.imalink.library.Contributors.Contributor;
import org.jooq.DSLContext;

/** Who added what to a library that several share, for those who may know it: members, of the library that they see. */
final class ContributorController {
    private static final Field<Long> LIMIT = Field.withDefault("limit", WholeNumber.between(1, 1000), 20L);

    private ContributorController() {}

    /** Before what takes a job's id in the place of a word. */
    static void register(RouteTable table) {
        table.read(
                "GET",
                "/api/v1/photos/{hothash}/contributors",
                VIEWER,
                PhotoController.ONE,
                ContributorController::ofPhoto);
        table.read(
                "GET",
                "/api/v1/jobs/contributors",
                VIEWER,
                Inputs.NONE.query(LIMIT),
                ContributorController::ofNewestJobs);
    }

    private static Answer ofPhoto(Call call, DSLContext tx) {
        var contributors = Contributors.ofPhoto(tx, call.scope(), call.get(PhotoController.HOTHASH));
        return Answer.object(out -> out.array(
                "contributors",
                contributors,
                (list, each) -> list.object(
                        each, (fields, of) -> write(fields, of.contributor()).field("is_first", of.isFirst()))));
    }

    private static Answer ofNewestJobs(Call call, DSLContext tx) {
        var contributors =
                ImportContributors.ofNewest(tx, call.scope(), call.get(LIMIT).intValue());
        return Answer.object(out -> out.array(
                "contributors",
                contributors.entrySet(),
                (list, each) ->
                        list.object(each, (fields, of) -> write(fields.field("job_id", of.getKey()), of.getValue()))));
    }

    private static JsonWriter write(JsonWriter out, Contributor contributor) {
        return out.field("name", contributor.name()).field("is_viewer", contributor.isViewer());
    }
}
