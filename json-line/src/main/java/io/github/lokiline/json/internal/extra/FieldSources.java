package io.github.lokiline.json.internal.extra;

import java.util.List;
import java.util.Set;

/**
 * The sources of an encoder's extras. Immutable.
 *
 * @param inLine what lines have, in order
 * @param chosen where the value of a field that the format names is looked for, in order
 * @param everywhere where it is looked for when it is not there, in order
 * @param builtIn names in the line that extras must not take
 * @param objects how many objects of a line hold extras, the line itself included
 * @param constantBytes what static fields and defaults take in each line
 * @param <E> the framework's event
 */
record FieldSources<E>(
        List<FieldSource<E>> inLine,
        List<FieldSource<E>> chosen,
        List<FieldSource<E>> everywhere,
        Set<String> builtIn,
        int objects,
        int constantBytes) {}
