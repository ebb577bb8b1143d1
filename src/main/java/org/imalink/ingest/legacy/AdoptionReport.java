package org.imalink.ingest.legacy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an adoption went.
 *
 * @param source the old database
 * @param sourceSize in bytes
 * @param sourceSha256 of its file, lower-case hex
 * @param complete whether every row is accounted for and both sides hold the same
 * @param problems why it is not complete, in sentences; empty when it is
 * @param sourceDigest of everything that was taken, from the old database's rows
 * @param targetDigest of everything that the new library holds, read after it was committed
 * @param tables each with {@code read = taken + setAside}
 * @param rowsSetAside by table and reason
 * @param valuesSetAside single values of rows that were taken, by table, column and reason
 * @param notes what else is worth knowing, in sentences
 * @param reportFile this report, with each row and value that was set aside
 */
public record AdoptionReport(
        String source,
        long sourceSize,
        String sourceSha256,
        String dataDirectory,
        boolean complete,
        List<String> problems,
        String sourceDigest,
        String targetDigest,
        List<Table> tables,
        List<SetAside> rowsSetAside,
        List<SetAside> valuesSetAside,
        List<String> notes,
        String reportFile) {

    /**
     * One table, or the previews.
     *
     * @param sourceDigest independent of the order of rows; so is the other
     */
    public record Table(String name, long read, long taken, long setAside, String sourceDigest, String targetDigest) {
        boolean agrees() {
            return read == taken + setAside && sourceDigest.equals(targetDigest);
        }
    }

    /**
     * @param column null for whole rows
     * @param firstIds some of them; the report's file has all
     */
    public record SetAside(String table, @Nullable String column, String reason, long count, List<String> firstIds) {}
}
