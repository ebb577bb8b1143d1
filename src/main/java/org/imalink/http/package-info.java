/**
 * The HTTP contract: one table of all routes, who may call them, what they take and answer, and the web client as static
 * files. It may use every room below it, and Javalin as the carrier. It must never hold SQL or a rule of the library: it
 * reads a request, lets a room below do the work in one transaction, and writes the answer.
 */
@NullMarked
package org.imalink.http;

import org.jspecify.annotations.NullMarked;
