package org.imalink.transition;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody should know before the server goes forward. Immutable.
 *
 * @param code names the kind, the same in every release
 * @param values figures and names in it, for who says it in another language
 * @param problem what there is, as a sentence
 * @param remedy what to do, as a sentence; empty where nothing has to be done
 */
public record PreflightFinding(
        Weight weight, String code, Map<String, ? extends Object> values, String problem, String remedy) {
    /** What it means for the way forward. */
    public enum Weight {
        /** The server must not go forward before this is mended. */
        STOPS,
        /** Going forward is safe, and somebody should look at it. */
        WARNS,
        /** Good to know. */
        TELLS;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public PreflightFinding {
        values = Map.copyOf(values);
    }

    Map<String, @Nullable Object> tree() {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("weight", weight.code());
        tree.put("code", code);
        tree.put("values", values);
        tree.put("problem", problem);
        tree.put("remedy", remedy);
        return tree;
    }
}
