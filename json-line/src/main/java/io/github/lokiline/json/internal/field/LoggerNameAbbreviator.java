package io.github.lokiline.json.internal.field;

import io.github.lokiline.json.internal.trace.PackageAbbreviator;
import org.jspecify.annotations.Nullable;

/** The shorter forms of a logger's name, null without a name. Stateless. */
final class LoggerNameAbbreviator {
    private LoggerNameAbbreviator() {}

    /** Returns the last part, as {@code Svc} of {@code com.acme.Svc}. */
    static @Nullable String tag(@Nullable String name) {
        return name == null ? null : name.substring(name.lastIndexOf('.') + 1);
    }

    /** Returns one letter for each package, as {@code c.a.Svc} of {@code com.acme.Svc}. */
    static @Nullable String shortened(@Nullable String name) {
        return name == null ? null : PackageAbbreviator.of(name);
    }
}
