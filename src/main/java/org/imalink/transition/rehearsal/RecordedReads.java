package org.imalink.transition.rehearsal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What people asked a server to show lately: paths and queries, not who asked nor what the answer was. In memory only, and
 * no more than {@value #MOST} of them; who asks for the same again makes it one of the newest. Thread-safe.
 */
public final class RecordedReads {
    static final int MOST = 200;
    private static final int LONGEST = 2000;

    /** What shows the library from its database. All else tells of the server or of who asks, or lasts until it is stopped. */
    private static final Pattern REPEATABLE = Pattern.compile(
            "/api/v1/(photos|search|timeline|trash|image-files|authors|import_sessions|file-storage)\\b.*");

    /**
     * Pictures: large ones come from files, which are not copied; small ones are asked for by the hundred, so that nothing else
     * would be remembered, and are among what is asked anyway.
     */
    private static final Set<String> PICTURES = Set.of("original", "coldpreview", "hotpreview");

    private final Map<String, Boolean> reads = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    };

    /**
     * Remembers a GET that was answered, if it is one that a copy can answer too.
     *
     * @param path as it was sent
     * @param query likewise, without the question mark; empty where there was none
     */
    public void add(String path, String query) {
        if (path.length() + query.length() <= LONGEST && isRepeatable(path)) {
            synchronized (reads) {
                reads.put(query.isEmpty() ? path : path + "?" + query, Boolean.TRUE);
            }
        }
    }

    private static boolean isRepeatable(String path) {
        return !PICTURES.contains(path.substring(path.lastIndexOf('/') + 1))
                && REPEATABLE.matcher(path).matches();
    }

    /** Paths with their queries, the oldest first. */
    List<String> all() {
        synchronized (reads) {
            return List.copyOf(reads.keySet());
        }
    }
}
