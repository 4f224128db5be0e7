package io.github.lokiline.json;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a setting's text and the way out. Immutable. */
final class MalformedSetting extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final @Nullable String part;
    private final String rule;
    private final String wayOut;

    MalformedSetting(String rule, String wayOut) {
        this(null, rule, wayOut);
    }

    MalformedSetting(@Nullable String part, String rule, String wayOut) {
        super(rule, null, false, false);
        this.part = part;
        this.rule = rule;
        this.wayOut = wayOut;
    }

    /** The part of the text that is wrong and may be told; null for none. */
    @Nullable
    String part() {
        return part;
    }

    String rule() {
        return rule;
    }

    String wayOut() {
        return wayOut;
    }
}
