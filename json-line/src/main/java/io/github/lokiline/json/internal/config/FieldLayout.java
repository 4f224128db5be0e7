package io.github.lokiline.json.internal.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which fields stand where in a line. Immutable.
 *
 * <pre>{@code
 * head                          custom  statics  extras  tail       own        timestamp  missing
 * defaults, format, sequence                             exc_info   truncated             names of renamed fields
 * }</pre>
 *
 * @param head fields of every line, in order
 * @param tail attributes behind the extras, in lines that have something to say there
 * @param statics static fields that replace no other, by the name shown; any JSON
 * @param timestamp the name of the last field, the time as UTC whatever the format of other times; null for none
 * @param missing names shown as null, last, in lines that do not have them
 * @param truncated the name of the field that marks a line that was cut
 * @param fieldErrors names of the fields that tell why those of the application's own writers are missing, in order
 * @param extrasError the name of the field that tells why extras are missing
 * @param builtIn names that no extra can have
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
