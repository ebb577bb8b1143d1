package org.imalink.operation;

import java.util.List;
import java.util.SortedMap;

/**
 * What a check looked at and found.
 *
 * @param checked how many of each kind were looked at
 * @param findings losses first
 */
public record CheckReport(SortedMap<String, Long> checked, List<Finding> findings) {
    public CheckReport {
        findings = List.copyOf(findings);
    }

    /** Whether nothing of the library's own is gone or damaged. */
    public boolean clean() {
        return losses() == 0;
    }

    public long losses() {
        return findings.stream()
                .filter(finding -> finding.severity() == Finding.Severity.LOSS)
                .count();
    }

    public long notices() {
        return findings.size() - losses();
    }
}
