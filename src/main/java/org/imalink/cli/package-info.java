/**
 * The {@code imalink} command: reads what a person or a program asks for, puts the rooms together, and tells how it went.
 * It may use every other room. It must never hold a rule of the library or of HTTP: what it does, it does through them.
 */
@NullMarked
package org.imalink.cli;

import org.jspecify.annotations.NullMarked;
