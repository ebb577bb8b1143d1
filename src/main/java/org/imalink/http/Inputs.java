package org.imalink.http;

import java.util.List;

/**
 * What a route takes. Immutable.
 *
 * @param path in the order of the path
 * @param body fields of the JSON object that must be sent; empty when the route takes none
 * @param upload the name of the one file of a multipart form, or empty
 */
record Inputs(List<Field<?>> path, List<Field<?>> query, List<Field<?>> body, String upload) {
    static final Inputs NONE = new Inputs(List.of(), List.of(), List.of(), "");

    static Inputs path(Field<?>... fields) {
        return new Inputs(List.of(fields), List.of(), List.of(), "");
    }

    Inputs query(Field<?>... fields) {
        return new Inputs(path, List.of(fields), body, upload);
    }

    Inputs body(List<Field<?>> fields) {
        return new Inputs(path, query, fields, upload);
    }

    Inputs upload(String name) {
        return new Inputs(path, query, body, name);
    }
}
