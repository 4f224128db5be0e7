package io.github.lokiline.json.internal.extra;

import io.github.lokiline.json.internal.redact.SensitiveKeys;
import org.jspecify.annotations.Nullable;

/**
 * Takes dotted names apart: {@code http.request.id} is {@code id} in {@code request} in {@code http}. Stateless.
 *
 * <p>Past eight objects the rest keeps its dots. A name with an empty part, such as {@code a..b}, is not taken apart.
 */
final class DottedNameSplitter {
    private static final int MAX_OBJECTS = 8;

    private DottedNameSplitter() {}

    /** Null where the name has no dots that nest. A part that names a secret hides what is inside it. */
    static FieldName.Step @Nullable [] path(String key, String shown, SensitiveKeys secrets) {
        String[] parts = shown.split("\\.", -1);
        if (parts.length == 1 || hasEmpty(parts)) {
            return null;
        }
        FieldName.Step[] path = new FieldName.Step[Math.min(parts.length, MAX_OBJECTS + 1)];
        boolean secret = secrets.matches(key) || secrets.matches(shown);
        for (String part : parts) {
            secret |= secrets.matches(part);
        }
        int from = 0;
        for (int i = 0; i < path.length; i++) {
            String rest = shown.substring(from);
            String segment = i == path.length - 1 ? rest : parts[i];
            path[i] = new FieldName.Step(FieldName.plain(key, segment, secret), FieldName.plain(key, rest, secret));
            from += parts[i].length() + 1;
        }
        return path;
    }

    private static boolean hasEmpty(String[] parts) {
        for (String part : parts) {
            if (part.isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
