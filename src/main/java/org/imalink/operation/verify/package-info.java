/**
 * Verifies a library from outside: whether the database is sound in itself, and whether it still holds what a backup holds.
 * It may use plain JDBC, the data directory and a backup's file; it has tables, rules and an encoding of its own. It must
 * never use what moves rows or proves that they were moved (schema scripts, digests, generated tables), so that a mistake
 * there is not repeated here, and it never writes.
 */
@NullMarked
package org.imalink.operation.verify;

import org.jspecify.annotations.NullMarked;
