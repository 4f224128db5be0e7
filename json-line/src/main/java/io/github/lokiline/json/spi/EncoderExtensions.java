package io.github.lokiline.json.spi;

import io.github.lokiline.json.FieldWriter;
import io.github.lokiline.json.LinePostProcessor;
import java.util.List;

/**
 * What an application adds to its lines in code of its own. Immutable.
 *
 * @param fields each writes a field behind those of the format, in this order; a name that nothing else in the line has
 *     is theirs to choose. One that throws, or writes anything but names and values, costs its field: the line has
 *     {@code "field_error":"<error: ...>"} in its place ({@code field_error_2} for the second writer, and so on)
 * @param postProcessors each sees the whole line before it is handed out, in this order
 * @param <E> the framework's event
 */
public record EncoderExtensions<E>(List<FieldWriter<E>> fields, List<LinePostProcessor> postProcessors) {
    /**
     * Copies the lists.
     *
     * @param fields writers of fields
     * @param postProcessors post-processors of lines
     */
    public EncoderExtensions {
        fields = List.copyOf(fields);
        postProcessors = List.copyOf(postProcessors);
    }

    /**
     * Nothing of the application's own.
     *
     * @param <E> the framework's event
     * @return no extensions
     */
    public static <E> EncoderExtensions<E> none() {
        return new EncoderExtensions<>(List.of(), List.of());
    }
}
