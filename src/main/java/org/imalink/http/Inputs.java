package org.imalink.http;

import java.util.List;

/**
 * What a route takes. Immutable.
 *
 * @param path in the order of the path
 * @param body fields of the JSON object that is sent; empty when the route takes none
 * @param bodyRequired whether the object must be sent, if only an empty one
 * @param secret whether the body holds something that no answer may repeat, not even to say that it is wrong
 * @param upload the name of the one file of a multipart form, or empty
 */
record Inputs(
        List<Field<?>> path,
        List<Field<?>> query,
        List<Field<?>> body,
        boolean bodyRequired,
        boolean secret,
        String upload) {
    static final Inputs NONE = new Inputs(List.of(), List.of(), List.of(), false, false, "");

    static Inputs path(Field<?>... fields) {
        return new Inputs(List.of(fields), List.of(), List.of(), false, false, "");
    }

    Inputs query(Field<?>... fields) {
        return new Inputs(path, List.of(fields), body, bodyRequired, secret, upload);
    }

    Inputs body(List<Field<?>> fields) {
        return new Inputs(path, query, fields, true, false, upload);
    }

    /** A body with passwords or codes. */
    Inputs secretBody(List<Field<?>> fields) {
        return new Inputs(path, query, fields, true, true, upload);
    }

    Inputs optionalBody(List<Field<?>> fields) {
        return new Inputs(path, query, fields, false, false, upload);
    }

    Inputs upload(String name) {
        return new Inputs(path, query, body, bodyRequired, secret, name);
    }
}
