package io.github.lokiline.json.internal.extra;

import io.github.lokiline.json.internal.redact.SensitiveKeys;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits dotted names: {@code http.request.id} is {@code id} in {@code request} in {@code http}. Stateless.
 *
 * <p>After eight objects the rest keeps its dots. A name with an empty part, such as {@code a..b}, is not split.
 */
final class DottedNameSplitter {
    private static final int MAX_OBJECTS = 8;

    private DottedNameSplitter() {}

    /** Returns the parts of a name, secret if one of them is; null if no dot nests. */
    static FieldName.Step @Nullable [] path(String key, String shown, SensitiveKeys secrets) {
        String[] parts = shown.split("\\.", -1);
        if (parts.length == 1 || List.of(parts).contains("")) {
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
}
