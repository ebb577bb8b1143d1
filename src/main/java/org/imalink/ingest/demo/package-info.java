/**
 * Makes up libraries: drawn photos with all that a camera writes, for who wants to look around, and large libraries in a
 * minute, for measuring and tests. It may use the rooms that ingest may use. It must never touch a library of real photos.
 */
@NullMarked
package org.imalink.ingest.demo;

import org.jspecify.annotations.NullMarked;
