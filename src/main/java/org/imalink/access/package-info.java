/**
 * Says on whose behalf a request runs ({@link org.imalink.access.Viewer}) and which rows that opens
 * ({@link org.imalink.access.Scope}). It may use the database room. It must never read a request or a token: the edge
 * makes the viewer, and everything below trusts it.
 */
@NullMarked
package org.imalink.access;

import org.jspecify.annotations.NullMarked;
