package io.github.lokiline.json.internal.extra;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sources of an encoder's additional fields. Immutable.
 *
 * @param statics static fields that replace no built-in field: the same in every line
 * @param inLine the sources of a line's other fields, in order
 * @param lookups where the value of a field that the format names is searched, in order
 * @param builtIn names in the line that no additional field can have
 * @param <E> the framework's event
 */
public record FieldSources<E>(
        Map<FieldName, @Nullable Object> statics,
        List<FieldSource<E>> inLine,
        List<FieldSource<E>> lookups,
        Set<String> builtIn) {}
