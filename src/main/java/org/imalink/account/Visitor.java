package org.imalink.account;

import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from. Immutable.
 *
 * @param address of the person's machine, as far as the edge can know it: an IPv4 or IPv6 address as text
 * @param userAgent what the browser says of itself
 */
public record Visitor(String address, @Nullable String userAgent) {}
