/**
 * Runs work that hostile input could make crash, hang or grow in child processes with limits on time, memory and output.
 * It may use the JDK alone. It must never know what the work is about, nor let a child outlive the server.
 */
@NullMarked
package org.imalink.operation.isolated;

import org.jspecify.annotations.NullMarked;
