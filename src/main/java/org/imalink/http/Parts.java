package org.imalink.http;

import java.nio.file.Path;
import java.util.function.Predicate;
import org.imalink.account.Accounts;
import org.imalink.account.Registration;
import org.imalink.database.Database;
import org.imalink.ingest.ColdpreviewMaker;
import org.imalink.ingest.ImportQueue;
import org.imalink.ingest.Uploads;
import org.imalink.operation.jobs.JobEvents;
import org.imalink.preview.Coldpreviews;
import org.imalink.preview.PreviewRenderer;
import org.imalink.transition.Phases;
import org.imalink.transition.Transitions;
import org.imalink.transition.rehearsal.RecordedReads;

/**
 * What the server is put together from. Whoever made the parts closes them, after the server.
 *
 * @param database as people's requests come to it
 * @param ownersDatabase the same by the role that owns the tables, for what is not about one person's rows
 * @param registration who may make an account by themselves, where there are accounts
 * @param recorded is told what people without an account ask for
 * @param temporaryFolder for files that come with forms
 * @param isOperatorCode whether a text is the code by which the operator is known until the next start; takes the same time
 *     for each
 */
public record Parts(
        HttpSettings settings,
        Database database,
        Database ownersDatabase,
        Accounts accounts,
        Registration registration,
        Phases phases,
        Transitions transitions,
        RecordedReads recorded,
        PreviewRenderer renderer,
        Coldpreviews coldpreviews,
        ColdpreviewMaker coldpreviewMaker,
        ImportQueue imports,
        Uploads uploads,
        JobEvents events,
        Path temporaryFolder,
        Predicate<String> isOperatorCode,
        OperatorActions operator) {}
