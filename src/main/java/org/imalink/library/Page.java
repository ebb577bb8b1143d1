package org.imalink.library;

import java.util.List;

/**
 * A part of an ordered list.
 *
 * @param rows in order
 * @param total rows in the whole list
 */
public record Page<T>(List<T> rows, long total) {}
