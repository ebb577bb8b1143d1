package org.imalink.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One step of the schema on one axis; its SQL lies in {@code <engine>/<axis>-<number>.up.sql} and {@code .down.sql}.
 *
 * @param product the oldest product version at which its tables are what it expects; of a product script the one before
 */
record SchemaScript(Axis axis, int version, String name, int product) {
    enum Axis {
        PRODUCT,
        TENANCY;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    enum Direction {
        UP,
        DOWN;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** All that this server knows, in the order in which they are run. */
    static final List<SchemaScript> KNOWN = List.of(
            new SchemaScript(Axis.PRODUCT, 1, "single-user library"),
            new SchemaScript(Axis.PRODUCT, 2, "coldpreview paths of adopted photos"),
            new SchemaScript(Axis.PRODUCT, 3, "uploads"),
            new SchemaScript(Axis.PRODUCT, 4, "places in words and RAW previews"),
            new SchemaScript(Axis.PRODUCT, 5, "search"),
            new SchemaScript(Axis.PRODUCT, 6, "trash"),
            new SchemaScript(Axis.PRODUCT, 7, "watched folders"),
            new SchemaScript(Axis.PRODUCT, 8, "version of accounts"),
            new SchemaScript(Axis.PRODUCT, 9, "contributors of uploads"),
            new SchemaScript(Axis.PRODUCT, 10, "parked rows"),
            new SchemaScript(Axis.PRODUCT, 11, "views and libraries that are put away"),
            new SchemaScript(Axis.PRODUCT, 12, "what an older server must not lose"),
            new SchemaScript(Axis.PRODUCT, 13, "walls between owners"),
            new SchemaScript(Axis.TENANCY, 1, "people with accounts", 1),
            new SchemaScript(Axis.TENANCY, 2, "owners of rows", 10));

    /** The script that gives owners, as it was when its indexes were written in it, on SQLite and PostgreSQL. */
    private static final Set<String> IN_ONE_FILE = Set.of(
            "3593ac8f6c9944eaeb3423b2b2b29985ad2623d3f692d6c9ec18079627da5d12",
            "765296f2441957dc8c73ee7be3ddc3bed52314ea5fec4af9d8621d9f7b9e6863");

    private SchemaScript(Axis axis, int version, String name) {
        this(axis, version, name, version - 1);
    }

    static int newest(Axis axis) {
        return KNOWN.stream()
                .filter(script -> script.axis == axis)
                .mapToInt(SchemaScript::version)
                .max()
                .orElse(0);
    }

    static SchemaScript of(Axis axis, int version) {
        return KNOWN.stream()
                .filter(script -> script.axis == axis && script.version == version)
                .findFirst()
                .orElseThrow();
    }

    /** Whether every row has an owner of its own from here on. */
    boolean givesOwners() {
        return axis == Axis.TENANCY && version == Schema.LEVEL_OF_OWNERS;
    }

    String sql(Engine engine, Direction direction) {
        return resource(engine, "%s-%04d.%s.sql".formatted(axis.key(), version, direction.key()));
    }

    /** The indexes of the level of owners, each a command in a line of its own. */
    static String indexes(Engine engine) {
        return resource(engine, "tenancy-%04d.indexes.sql".formatted(Schema.LEVEL_OF_OWNERS));
    }

    /** Whether a database on which the script was run with that checksum has what it makes now. */
    boolean isRecordedAs(Engine engine, String checksum) {
        return checksum.equals(checksum(engine, Direction.UP)) || givesOwners() && IN_ONE_FILE.contains(checksum);
    }

    String checksum(Engine engine, Direction direction) {
        var sql = sql(engine, direction);
        var text = givesOwners() && direction == Direction.UP ? sql + indexes(engine) : sql;
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    static String resource(Engine engine, String file) {
        try (var in = SchemaScript.class.getResourceAsStream(engine.scripts() + "/" + file)) {
            if (in == null) {
                throw new IllegalStateException("No schema script " + engine.scripts() + "/" + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
