package org.imalink.transition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.imalink.database.DatabaseLocation;
import org.imalink.operation.Backups;
import org.imalink.operation.DataDirectory;
import org.imalink.operation.Progress;
import org.imalink.operation.verify.Finding;
import org.imalink.operation.verify.LibraryVerification;
import org.jspecify.annotations.Nullable;

/** Has a library verified from outside while it is served, and keeps what clients show of it. */
final class OutsideLook {
    /** More nobody reads on a page; the command line has them all. */
    private static final int MOST_FINDINGS = 200;

    private final DatabaseLocation location;
    private final DataDirectory directory;
    private final Backups backups;

    OutsideLook(DatabaseLocation location, DataDirectory directory, Backups backups) {
        this.location = location;
        this.directory = directory;
        this.backups = backups;
    }

    /**
     * @param against null for the database alone
     * @return the verdict as a server answers it, alarms before what is accounted for
     * @throws org.imalink.operation.RefusedException when there is no such backup
     */
    Map<String, @Nullable Object> look(@Nullable String against, Progress progress) {
        var alarms = new ArrayList<Map<String, @Nullable Object>>();
        var accounted = new ArrayList<Map<String, @Nullable Object>>();
        var verification = new LibraryVerification(location, directory, false, finding -> {
            var list = finding.isAlarm() ? alarms : accounted;
            if (list.size() < MOST_FINDINGS) {
                list.add(tree(finding));
            }
        });
        var verdict =
                against == null ? verification.alone(progress) : verification.against(backups.find(against), progress);
        alarms.addAll(accounted);
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("good", verdict.isGood());
        tree.put("level", verdict.level());
        tree.put("rows", verdict.rows());
        tree.put("alarms", verdict.alarms());
        tree.put("accounted", verdict.accounted());
        tree.put("findings", List.copyOf(alarms.subList(0, Math.min(MOST_FINDINGS, alarms.size()))));
        return tree;
    }

    private static Map<String, @Nullable Object> tree(Finding finding) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("alarm", finding.isAlarm());
        tree.put("kind", finding.kind().name().toLowerCase(Locale.ROOT));
        tree.put("table", finding.table());
        tree.put("row", finding.row());
        tree.put("owner", finding.owner());
        tree.put("text", finding.text());
        return tree;
    }
}
