/**
 * Photos, image files, import sessions, file storages and authors: their rules and their queries, each within a
 * {@link org.imalink.access.Scope}. It may use the rooms preview, access, operation and database. It must never open a
 * transaction of its own, know of HTTP, or answer differently for another owner's row than for a missing one.
 */
@NullMarked
package org.imalink.library;

import org.jspecify.annotations.NullMarked;
