/**
 * Keeps the server's long work in the database: jobs with their owner and progress, what became of each file, and news of
 * both for whoever listens. It may use the database room. It must never know what a job does: its parameters
 * are text that belongs to the room that runs it.
 */
@NullMarked
package org.imalink.operation.jobs;

import org.jspecify.annotations.NullMarked;
