/**
 * Renders hot and cold previews from originals, stores them by content and hands them out. It may use the rooms access,
 * operation and database. It must never decode an original inside the server's process, and never decide who may see a
 * preview: its callers have done so.
 */
@NullMarked
package org.imalink.preview;

import org.jspecify.annotations.NullMarked;
