package io.github.lokiline.json.spi;

import io.github.lokiline.json.FieldWriter;
import io.github.lokiline.json.LinePostProcessor;
import java.util.List;

/**
 * The application's own field writers and post-processors. Immutable.
 *
 * @param fields each writes a field behind those of the format, in this order; writers must use names that do not clash
 *     with other fields. One that throws, or writes anything but names and values, costs its field: the line has
 *     {@code "field_error":"<error: ...>"} in its place ({@code field_error_2} for the second writer, and so on)
 * @param postProcessors each changes the fields of the whole line, in this order
 */
public record EncoderExtensions<E>(List<FieldWriter<E>> fields, List<LinePostProcessor> postProcessors) {
    public EncoderExtensions {
        fields = List.copyOf(fields);
        postProcessors = List.copyOf(postProcessors);
    }

    public static <E> EncoderExtensions<E> none() {
        return new EncoderExtensions<>(List.of(), List.of());
    }
}
