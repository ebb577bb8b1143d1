package org.imalink.operation;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for is not done, on purpose, and nothing was changed. The message is for the person: the reason, and the
 * way out.
 */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient @Nullable Refusal refusal;

    public RefusedException(String message) {
        this((Refusal) null, message, null);
    }

    public RefusedException(String message, @Nullable Throwable cause) {
        this((Refusal) null, message, cause);
    }

    /** What is said in other languages too. */
    public RefusedException(Refusal.Kind kind, String message) {
        this(kind, Map.of(), message);
    }

    /** The same with figures and names. */
    public RefusedException(Refusal.Kind kind, Map<String, ? extends Object> values, String message) {
        this(new Refusal(kind, values), message, null);
    }

    public RefusedException(@Nullable Refusal refusal, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.refusal = refusal;
    }

    /** What it is about, where that is said in other languages too. */
    public Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }
}
