package io.github.lokiline.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes the fields that a {@link LineLayout} has places for. Owned by the thread that starts an encoder.
 *
 * @param <E> the framework's event
 */
final class LineFields<E> {
    private final LineLayout layout;
    private final Attributes<E> attributes;
    private final Names names;
    private final ValueWriter values;
    private final Extras<E> extras;

    /**
     * Fields of this layout.
     *
     * @param layout which fields stand where
     * @param attributes finds what records say themselves
     * @param names names of extras
     * @param values writes their values
     * @param extras finds extras that have a place
     */
    LineFields(LineLayout layout, Attributes<E> attributes, Names names, ValueWriter values, Extras<E> extras) {
        this.layout = layout;
        this.attributes = attributes;
        this.names = names;
        this.values = values;
        this.extras = extras;
    }

    /** Keys of extras that have a place, so that they do not stand among the others. */
    static Set<String> placed(LineLayout layout) {
        return layout.head().stream()
                .filter(place -> place.kind() == Place.Kind.EXTRA)
                .map(Place::key)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Fields in front of the extras.
     *
     * @param custom what writes those of the application
     */
    List<Field<E>> head(List<FieldWriter<E>> custom) {
        List<Field<E>> fields = new ArrayList<>();
        for (Place place : layout.head()) {
            fields.add(
                    switch (place.kind()) {
                        case ATTRIBUTE -> withFallback(attributes.field(place.key(), place.shown()), place);
                        case CONSTANT -> constant(place);
                        case EXTRA -> extra(place);
                    });
        }
        for (int i = 0; i < custom.size(); i++) {
            byte[] error = Ascii.member(layout.fieldErrors().get(i));
            fields.add(new Field<>(error, Field.Kind.VALUE, new CustomField<>(custom.get(i))));
        }
        return List.copyOf(fields);
    }

    List<Field<E>> tail() {
        return layout.tail().stream()
                .map(place -> place.kind() == Place.Kind.CONSTANT
                        ? constant(place)
                        : attributes.optional(place.key(), place.shown()))
                .toList();
    }

    List<Field<E>> end() {
        String timestamp = layout.timestamp();
        return timestamp == null ? List.of() : List.of(attributes.utc(timestamp));
    }

    /** How many bytes names and constants grow by where only ASCII is written. */
    int growth() {
        int growth = 0;
        for (String name : layout.builtIn()) {
            growth += AsciiLine.growth(Ascii.member(name));
        }
        for (Place place : layout.head()) {
            growth += place.hasFallback() ? AsciiLine.growth(member(place)) : 0;
        }
        for (Map.Entry<String, @Nullable Object> entry : layout.statics().entrySet()) {
            growth += AsciiLine.growth(member(names.constant(entry.getKey()), entry.getValue()));
        }
        return growth;
    }

    /** What is null in the record does not replace the default: python-json-logger overlooks this. */
    private Field<E> withFallback(Field<E> field, Place place) {
        if (!place.hasFallback()) {
            return field;
        }
        byte[] fallback = member(place);
        FieldWriter<E> writer = field.writer();
        return new Field<>(field.member(), field.kind(), (event, out) -> {
            int mark = out.position();
            writer.write(event, out);
            if (out.endsWithNull(mark)) {
                out.rollback(mark);
                out.member(fallback);
            }
        });
    }

    private Field<E> constant(Place place) {
        byte[] bytes = member(place);
        return new Field<>(bytes, Field.Kind.VALUE, (event, out) -> out.member(bytes));
    }

    private Field<E> extra(Place place) {
        Name name = names.inFormat(place.key(), place.shown());
        FieldWriter<E> writer = (event, out) -> values.write(name, extras.find(event, place.key(), out.scratch()), out);
        return withFallback(new Field<>(name.member(), Field.Kind.VALUE, writer), place);
    }

    private byte[] member(Place place) {
        return member(names.inFormat(place.key(), place.shown()), place.fallback());
    }

    /** Name and value together, as they stand in every line. */
    private byte[] member(Name name, @Nullable Object value) {
        LineWriter out = new LineWriter();
        out.put(' ');
        values.write(name, value, out);
        return Arrays.copyOfRange(out.array(), 1, out.position());
    }
}
