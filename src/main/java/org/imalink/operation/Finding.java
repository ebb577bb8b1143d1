package org.imalink.operation;

/**
 * One thing that a check found.
 *
 * @param code names the kind, the same in every release
 * @param table of the database
 * @param row its key
 * @param problem what is wrong, as a sentence
 * @param advice what to do, as a sentence
 */
public record Finding(Severity severity, String code, String table, String row, String problem, String advice) {
    public enum Severity {
        /** Something of the library's own is gone or damaged. */
        LOSS,
        /** Worth knowing: something outside the library changed, or something in it is of no use any more. */
        NOTICE
    }

    static Finding loss(String code, String table, String row, String problem, String advice) {
        return new Finding(Severity.LOSS, code, table, row, problem, advice);
    }

    static Finding notice(String code, String table, String row, String problem, String advice) {
        return new Finding(Severity.NOTICE, code, table, row, problem, advice);
    }
}
