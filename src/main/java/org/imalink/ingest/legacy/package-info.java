/**
 * Adopts the database of the single-user server: copies everything that it holds, with its oddities and in its older shapes,
 * into an empty library, and proves that both hold the same. It may use the rooms that ingest may use. It must never write to
 * the old database or beside it, nor drop anything without saying so in its report.
 */
@NullMarked
package org.imalink.ingest.legacy;

import org.jspecify.annotations.NullMarked;
