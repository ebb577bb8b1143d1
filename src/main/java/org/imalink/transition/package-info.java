/**
 * Moves the server from phase to phase, forward and back, and reads what the operator wishes in
 * {@code config/multiuser.json}. It may use every room from account down to database. It must never let anybody see or change
 * more than before without somebody who asked for it, and never write a phase that its file does not say first.
 */
@NullMarked
package org.imalink.transition;

import org.jspecify.annotations.NullMarked;
