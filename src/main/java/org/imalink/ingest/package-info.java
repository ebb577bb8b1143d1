/**
 * Makes photos of files: walks folders of the server, tells what each file is, recognises those it has met, reads what the
 * camera wrote, and runs imports that go on where they stopped. It may use the library, preview, operation, access and
 * database rooms. It must never change, move or rename an original, follow a link, or let one bad file end an import.
 */
@NullMarked
package org.imalink.ingest;

import org.jspecify.annotations.NullMarked;
