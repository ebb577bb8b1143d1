package org.imalink.http;

import java.util.regex.Pattern;

/** A path with names in braces for what varies; such a part is not empty and holds no slash. Immutable. */
final class PathPattern {
    private static final Pattern VARIABLE = Pattern.compile("\\{[a-z_]+}");

    private final String template;
    private final Pattern pattern;

    PathPattern(String template) {
        this.template = template;
        var regex = new StringBuilder();
        int end = 0;
        var variables = VARIABLE.matcher(template);
        while (variables.find()) {
            regex.append(Pattern.quote(template.substring(end, variables.start())))
                    .append("[^/]+");
            end = variables.end();
        }
        regex.append(Pattern.quote(template.substring(end)));
        this.pattern = Pattern.compile(regex.toString());
    }

    String template() {
        return template;
    }

    boolean matches(String path) {
        return pattern.matcher(path).matches();
    }

    @Override
    public String toString() {
        return template;
    }
}
