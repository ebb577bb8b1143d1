package org.imalink.transition;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imalink.operation.Refusal;
import org.imalink.operation.RefusedException;
import org.imalink.transition.PreflightFinding.Weight;
import org.jspecify.annotations.Nullable;

/**
 * What was found before the server goes forward. Immutable.
 *
 * @param findings the weightiest first
 */
public record PreflightReport(List<PreflightFinding> findings) {
    public PreflightReport {
        findings = findings.stream()
                .sorted(Comparator.comparing(PreflightFinding::weight))
                .toList();
    }

    /** Whether nothing stops the way forward. */
    public boolean isClear() {
        return findings.stream().noneMatch(finding -> finding.weight() == Weight.STOPS);
    }

    /** @throws RefusedException naming the first thing that stops it, where there is one */
    void refuseUnlessClear() {
        var stopping = findings.stream()
                .filter(finding -> finding.weight() == Weight.STOPS)
                .toList();
        if (!stopping.isEmpty()) {
            var first = stopping.getFirst();
            var more = stopping.size() == 1 ? "" : " And %d more.".formatted(stopping.size() - 1);
            throw new RefusedException(
                    Refusal.Kind.NOT_CLEAR,
                    "%s %s%s Nothing was changed; to see all of it: imalink multiuser preflight"
                            .formatted(first.problem(), first.remedy(), more));
        }
    }

    /** As a server answers it and a command prints it. */
    public Map<String, @Nullable Object> tree() {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("clear", isClear());
        tree.put("findings", findings.stream().map(PreflightFinding::tree).toList());
        return tree;
    }
}
