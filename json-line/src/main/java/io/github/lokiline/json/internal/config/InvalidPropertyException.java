package io.github.lokiline.json.internal.config;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a setting's text and the way out. Immutable. */
public final class InvalidPropertyException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final @Nullable String part;
    private final String rule;
    private final String wayOut;

    InvalidPropertyException(String rule, String wayOut) {
        this(null, rule, wayOut);
    }

    InvalidPropertyException(@Nullable String part, String rule, String wayOut) {
        super(rule, null, false, false);
        this.part = part;
        this.rule = rule;
        this.wayOut = wayOut;
    }

    /** The part of the text that is wrong and may be told; null for none. */
    public @Nullable String part() {
        return part;
    }

    public String rule() {
        return rule;
    }

    public String wayOut() {
        return wayOut;
    }
}
