package org.imalink.http;

/** What a route does to the library, whatever its method is called. */
enum Effect {
    READ,
    WRITE
}
