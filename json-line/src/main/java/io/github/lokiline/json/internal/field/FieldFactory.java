package io.github.lokiline.json.internal.field;

import io.github.lokiline.json.FieldWriter;
import io.github.lokiline.json.internal.config.FieldLayout;
import io.github.lokiline.json.internal.config.FieldSlot;
import io.github.lokiline.json.internal.config.Omission;
import io.github.lokiline.json.internal.extra.ExtraFieldsWriter;
import io.github.lokiline.json.internal.extra.FieldName;
import io.github.lokiline.json.internal.extra.FieldNameCache;
import io.github.lokiline.json.internal.finish.AsciiEscaper;
import io.github.lokiline.json.internal.finish.JsonFragmentValidator;
import io.github.lokiline.json.internal.write.AsciiConstants;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import io.github.lokiline.json.internal.write.ValueWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Creates the fields of a {@link FieldLayout}. Owned by the thread that starts an encoder. */
public final class FieldFactory<E> {
    /** The bytes of a number or a few closing brackets beyond the limit, which stops texts and containers only. */
    private static final int SLACK_BYTES = 64;

    private final FieldLayout layout;
    private final BuiltInFields<E> attributes;
    private final FieldNameCache names;
    private final ValueWriter values;
    private final ExtraFieldsWriter<E> additional;
    private final Omission omission;

    public FieldFactory(
            FieldLayout layout,
            BuiltInFields<E> attributes,
            FieldNameCache names,
            ValueWriter values,
            ExtraFieldsWriter<E> additional,
            Omission omission) {
        this.layout = layout;
        this.attributes = attributes;
        this.names = names;
        this.values = values;
        this.additional = additional;
        this.omission = omission;
    }

    /** Returns the keys of additional fields in the format, which are not written among the others. */
    public static Set<String> placed(FieldLayout layout) {
        return layout.head().stream()
                .filter(place -> place.kind() == FieldSlot.Kind.EXTRA)
                .map(FieldSlot::key)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the fields before the additional ones, the last of them those of the application's writers. */
    public List<EncodedField<E>> head(List<FieldWriter<E>> custom) {
        List<EncodedField<E>> fields = new ArrayList<>();
        for (FieldSlot place : layout.head()) {
            fields.add(
                    switch (place.kind()) {
                        case ATTRIBUTE ->
                            withoutOmitted(
                                    withFallback(attributes.field(place.key(), place.shown()), place),
                                    omission.of(place.key()));
                        case CONSTANT -> constant(place);
                        case EXTRA -> withoutOmitted(extra(place), omission.ofExtras());
                    });
        }
        for (int i = 0; i < custom.size(); i++) {
            byte[] error = AsciiConstants.member(layout.fieldErrors().get(i));
            fields.add(new EncodedField<>(error, EncodedField.Kind.VALUE, guarded(custom.get(i))));
        }
        return List.copyOf(fields);
    }

    public List<EncodedField<E>> tail() {
        return layout.tail().stream()
                .map(place -> place.kind() == FieldSlot.Kind.CONSTANT
                        ? constant(place)
                        : withoutOmitted(attributes.optional(place.key(), place.shown()), omission.ofExtras()))
                .toList();
    }

    public List<EncodedField<E>> end() {
        String timestamp = layout.timestamp();
        return timestamp == null ? List.of() : List.of(attributes.utc(timestamp));
    }

    /** Returns how many bytes names and constants grow by if all but ASCII is escaped. */
    public int growth() {
        int growth = 0;
        for (String name : layout.builtIn()) {
            growth += AsciiEscaper.growth(AsciiConstants.member(name));
        }
        for (FieldSlot place : layout.head()) {
            growth += place.hasFallback() ? AsciiEscaper.growth(member(place)) : 0;
        }
        for (Map.Entry<String, @Nullable Object> entry : layout.statics().entrySet()) {
            growth += AsciiEscaper.growth(member(names.constant(entry.getKey()), entry.getValue()));
        }
        return growth;
    }

    /** Checks what a writer of the application writes. */
    private static <E> FieldEncoder<E> guarded(FieldWriter<E> writer) {
        return (event, out) -> {
            int mark = out.position();
            int end = out.limit();
            writer.write(event, out);
            out.limit(end);
            if (out.position() > (long) end + SLACK_BYTES) {
                throw new IllegalStateException("longer than a value may be");
            }
            if (!JsonFragmentValidator.isValid(out.array(), mark, out.position())) {
                throw new IllegalStateException("no names with their values");
            }
        };
    }

    /** Writes the default where the event has null, which python-json-logger does not. */
    private EncodedField<E> withFallback(EncodedField<E> field, FieldSlot place) {
        if (!place.hasFallback()) {
            return field;
        }
        byte[] fallback = member(place);
        FieldEncoder<E> writer = field.writer();
        return new EncodedField<>(field.member(), field.kind(), (event, out) -> {
            int mark = out.position();
            writer.write(event, out);
            if (out.endsWithNull(mark)) {
                out.rollback(mark);
                out.member(fallback);
            }
        });
    }

    private EncodedField<E> withoutOmitted(EncodedField<E> field, Omission left) {
        if (left == Omission.NOTHING) {
            return field;
        }
        FieldEncoder<E> writer = field.writer();
        return new EncodedField<>(field.member(), field.kind(), (event, out) -> {
            int mark = out.position();
            writer.write(event, out);
            left.apply(mark, out);
        });
    }

    private EncodedField<E> constant(FieldSlot place) {
        byte[] bytes = member(place);
        return new EncodedField<>(bytes, EncodedField.Kind.VALUE, (event, out) -> out.member(bytes));
    }

    private EncodedField<E> extra(FieldSlot place) {
        FieldName name = names.inFormat(place.key(), place.shown());
        FieldEncoder<E> writer =
                (event, out) -> values.write(name, additional.find(event, place.key(), out.scratch()), out);
        return withFallback(new EncodedField<>(name.member(), EncodedField.Kind.VALUE, writer), place);
    }

    private byte[] member(FieldSlot place) {
        return member(names.inFormat(place.key(), place.shown()), place.fallback());
    }

    /** Encodes name and value together. */
    private byte[] member(FieldName name, @Nullable Object value) {
        Utf8JsonWriter out = new Utf8JsonWriter();
        out.put(' ');
        values.write(name, value, out);
        return Arrays.copyOfRange(out.array(), 1, out.position());
    }
}
