package org.imalink.transition;

import java.util.Optional;
import java.util.Set;
import org.imalink.access.Phase;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code multiuser.json} can say. */
enum FileContent {
    SINGLE_USER(false, false, true),
    SHARED(true, false, true),
    SIGN_IN_REQUIRED(true, true, false);

    private static final String ENABLED = "multi_user_enabled";
    private static final String REQUIRED = "require_authentication";
    private static final String FALLBACK = "default_user_fallback";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final boolean enabled;
    private final boolean required;
    private final boolean fallback;

    FileContent(boolean enabled, boolean required, boolean fallback) {
        this.enabled = enabled;
        this.required = required;
        this.fallback = fallback;
    }

    static FileContent of(Phase phase) {
        return switch (phase) {
            case SINGLE -> SINGLE_USER;
            case FOUNDATION, DUAL, SCOPED -> SHARED;
            case ACTIVE -> SIGN_IN_REQUIRED;
        };
    }

    /** As the server writes it. */
    String text() {
        return "{\n  \"%s\": %b,\n  \"%s\": %b,\n  \"%s\": %b\n}\n"
                .formatted(ENABLED, enabled, REQUIRED, required, FALLBACK, fallback);
    }

    /** Empty when a text says none of them: a guess could open a server that somebody closed. */
    static Optional<FileContent> parse(String text) {
        JsonNode said;
        try {
            said = JSON.readTree(text);
        } catch (JacksonException e) {
            return Optional.empty();
        }
        if (said.isObject() && said.propertyNames().equals(Set.of(ENABLED)) && isFalse(said.get(ENABLED))) {
            return Optional.of(SINGLE_USER);
        }
        for (var content : values()) {
            if (said.equals(JSON.readTree(content.text()))) {
                return Optional.of(content);
            }
        }
        return Optional.empty();
    }

    private static boolean isFalse(JsonNode value) {
        return value.isBoolean() && !value.booleanValue();
    }
}
