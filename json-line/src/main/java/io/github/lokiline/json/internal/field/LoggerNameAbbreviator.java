package io.github.lokiline.json.internal.field;

import org.jspecify.annotations.Nullable;

/** Shorter forms of a logger's name. Stateless. Without a name there is none. */
final class LoggerNameAbbreviator {
    private LoggerNameAbbreviator() {}

    /** The last part, as {@code Svc} of {@code com.acme.Svc}. */
    static @Nullable String tag(@Nullable String name) {
        return name == null ? null : name.substring(name.lastIndexOf('.') + 1);
    }

    /** One letter for each package, as {@code c.a.Svc} of {@code com.acme.Svc}. */
    static @Nullable String shortened(@Nullable String name) {
        if (name == null) {
            return null;
        }
        int last = name.lastIndexOf('.') + 1;
        StringBuilder shortened = new StringBuilder();
        for (int start = 0; start < last; start = name.indexOf('.', start) + 1) {
            int letter = name.codePointAt(start);
            if (letter != '.') {
                shortened.appendCodePoint(letter);
            }
            shortened.append('.');
        }
        return shortened.append(name, last, name.length()).toString();
    }
}
