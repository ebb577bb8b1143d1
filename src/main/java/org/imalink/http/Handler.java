package org.imalink.http;

import java.io.IOException;
import org.jooq.DSLContext;

/** What answers a request. */
sealed interface Handler {
    /** Runs inside one transaction, which the edge opens and ends; the answer is sent after that. */
    non-sealed interface Transactional extends Handler {
        Answer answer(Call call, DSLContext tx);
    }

    /** Opens its own transactions, because it does more than talk to the database. */
    non-sealed interface Free extends Handler {
        Answer answer(Call call) throws IOException, InterruptedException;
    }
}
