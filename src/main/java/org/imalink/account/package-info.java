/**
 * People with accounts: their names and passwords, what they are signed in with, codes that are given once, and limits on
 * attempts. It may use the rooms access, operation and database. It must never know of HTTP or of a photo, keep a password
 * or a token as it was typed or sent, or answer differently for a name that nobody has than for a wrong password.
 */
@NullMarked
package org.imalink.account;

import org.jspecify.annotations.NullMarked;
