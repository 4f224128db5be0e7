package io.github.lokiline.json.internal.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a line in their order. Immutable.
 *
 * <pre>{@code
 * head                          custom  statics  additional  tail       own        timestamp  missing
 * defaults, format, sequence                                 exc_info   truncated             names of renamed fields
 * }</pre>
 *
 * @param head fields of every line, in order
 * @param tail attributes after the additional fields, only in lines that have a value for them
 * @param statics static fields that replace no built-in field, by the name shown; any JSON
 * @param timestamp the name of the last field, the time in UTC with microseconds; null for none
 * @param missing names shown as null, last, in lines that do not have them
 * @param truncated the name of the field that marks a line that was cut
 * @param fieldErrors names of the fields that show why a field writer of the application failed, in order
 * @param extrasError the name of the field that shows why additional fields are missing
 * @param builtIn names that no additional field can have
 */
public record FieldLayout(
        List<FieldSlot> head,
        List<FieldSlot> tail,
        Map<String, @Nullable Object> statics,
        @Nullable String timestamp,
        List<String> missing,
        String truncated,
        List<String> fieldErrors,
        String extrasError,
        Set<String> builtIn) {

    public boolean has(String attribute) {
        return head.stream().anyMatch(place -> place.isAttribute(attribute))
                || tail.stream().anyMatch(place -> place.isAttribute(attribute));
    }
}
