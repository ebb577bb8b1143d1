/**
 * Keeps a library running and safe: its data directory and who holds it, the operator's code, the audit trail, checks,
 * backups, and digests that say per owner whether all is there. It may use the database room, reading every table as rows
 * that must fit together. It must never decide what a viewer may see, nor change a photo.
 */
@NullMarked
package org.imalink.operation;

import org.jspecify.annotations.NullMarked;
