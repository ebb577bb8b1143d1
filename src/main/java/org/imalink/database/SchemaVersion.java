package org.imalink.database;

/**
 * Where a database stands on the two axes.
 *
 * @param product grows with releases; 0 is an empty database
 * @param tenancy 0 single-user, 1 foundation, 2 user-scoped
 */
public record SchemaVersion(int product, int tenancy) {}
