/**
 * Opens the database, brings its schema to the version this server needs, and hides what differs between SQLite and
 * PostgreSQL. It may use jOOQ, the connection pool and the two drivers, and no other room. It must never know what the
 * tables mean: queries belong to the rooms that own the data.
 */
@NullMarked
package org.imalink.database;

import org.jspecify.annotations.NullMarked;
