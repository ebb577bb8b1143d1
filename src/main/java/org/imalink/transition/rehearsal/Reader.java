package org.imalink.transition.rehearsal;

import java.io.IOException;

/** Somebody without an account who asks a server to show something. */
@FunctionalInterface
interface Reader {
    /** @param path with its query */
    Reply get(String path) throws IOException, InterruptedException;
}
