package org.imalink.http;

/**
 * One line of the table of routes.
 *
 * @param method in upper case
 * @param path with {@code {name}} for what varies; such a part holds no slash
 */
record Route(String method, PathPattern path, Caller caller, Effect effect, Inputs inputs, Handler handler) {}
