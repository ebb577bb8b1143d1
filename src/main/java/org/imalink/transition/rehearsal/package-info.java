/**
 * Runs a transition and its way back on a copy of the database, by servers of this program in processes of their own, and
 * reports what came of it. It may use what its room may. It must never change anything of the library itself, nor let anybody
 * but the process that rehearses look into the copy.
 */
@NullMarked
package org.imalink.transition.rehearsal;

import org.jspecify.annotations.NullMarked;
