package io.github.lokiline.json.internal.config;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A property whose text is invalid: the rule it breaks and the fix. Immutable. */
public final class InvalidPropertyException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final @Nullable String part;
    private final String rule;
    private final String remedy;

    InvalidPropertyException(String rule, String remedy) {
        this(null, rule, remedy);
    }

    InvalidPropertyException(@Nullable String part, String rule, String remedy) {
        super(rule, null, false, false);
        this.part = part;
        this.rule = rule;
        this.remedy = remedy;
    }

    /** Returns the part of the text that is wrong and holds no secret; null for none. */
    public @Nullable String part() {
        return part;
    }

    public String rule() {
        return rule;
    }

    public String remedy() {
        return remedy;
    }
}
