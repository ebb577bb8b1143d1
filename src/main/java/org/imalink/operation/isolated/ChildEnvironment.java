package org.imalink.operation.isolated;

import java.nio.file.Path;

/** What every child process gets, and what none gets. */
public final class ChildEnvironment {
    /** Lines of shell: no core files, and the first to be killed when Linux is out of memory. */
    public static final String EXPENDABLE =
            "ulimit -c 0 2>/dev/null || :; { echo 1000 >/proc/self/oom_score_adj; } 2>/dev/null || :";

    private ChildEnvironment() {}

    /** Takes everything from the environment that a child has no need of: passwords, tokens, options of other tools. */
    public static void scrub(ProcessBuilder builder, Path temporary) {
        var environment = builder.environment();
        var path = environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        environment.clear();
        environment.put("PATH", path);
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("TMPDIR", temporary.toString());
    }
}
