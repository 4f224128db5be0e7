package io.github.lokiline.json.internal.extra;

import io.github.lokiline.json.internal.write.LineState;
import io.github.lokiline.json.spi.EventAccessor;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The fields that the arguments and markers of a call add: plain arguments as {@code arg0}, {@code arg1} and so on, the
 * fields that structured arguments and markers carry, the names of markers as an array {@code tags}. Thread-safe.
 */
public final class ArgumentsSource<E> implements FieldSource<E> {
    private static final String TAGS = "tags";
    private static final String[] ARGUMENTS = {"arg0", "arg1", "arg2", "arg3", "arg4", "arg5", "arg6", "arg7"};

    private final EventAccessor<E> view;
    private final FieldNameCache names;
    private final @Nullable FieldNameCache arguments;
    private final @Nullable FieldNameCache markers;
    private final boolean asText;

    /**
     * Creates the source.
     *
     * @param view reads the events
     * @param names names the fields
     * @param arguments chooses arguments; null for none
     * @param markers chooses markers; null for none
     * @param asText true to write objects of the application by their own text
     */
    ArgumentsSource(
            EventAccessor<E> view,
            FieldNameCache names,
            @Nullable FieldNameCache arguments,
            @Nullable FieldNameCache markers,
            boolean asText) {
        this.view = view;
        this.names = names;
        this.arguments = arguments;
        this.markers = markers;
        this.asText = asText;
    }

    @Override
    public void emit(E event, LineState state, FieldSink sink) {
        FieldBuffer fields = state.callFields();
        fields.clear();
        try {
            collect(event, fields, state);
        } finally {
            fields.emit(names, sink);
            fields.clear();
        }
    }

    @Override
    public @Nullable Object find(E event, String key, boolean first, LineState state) {
        FieldBuffer fields = state.callFields();
        fields.clear();
        collect(event, fields, state);
        Object found = fields.find(key, first);
        fields.clear();
        return found;
    }

    private void collect(E event, FieldBuffer fields, LineState state) {
        if (arguments != null) {
            collectArguments(event, arguments, fields);
        }
        view.attached(event, fields);
        if (markers != null) {
            FieldBuffer.Tags tags = new FieldBuffer.Tags(markers, state);
            view.markers(event, tags);
            if (!tags.list().isEmpty()) {
                fields.accept(TAGS, tags.list());
            }
        }
    }

    /**
     * Returns a value that is the text of an object of the application, which is made where a failure costs that value only.
     * Maps and lists stay what they are: secrets in them are masked by their keys, which a text does not have.
     */
    public static @Nullable Object text(@Nullable Object value) {
        return value == null || isKnown(value) ? value : (Supplier<String>) value::toString;
    }

    private static boolean isKnown(Object value) {
        String module = value.getClass().getModule().getName();
        return value instanceof Map
                || value instanceof Map.Entry
                || value instanceof Collection
                || value instanceof Throwable
                || value.getClass().isArray()
                || (module != null && module.startsWith("java."));
    }

    private void collectArguments(E event, FieldNameCache chosen, FieldBuffer fields) {
        @Nullable Object[] all = view.arguments(event);
        for (int i = 0; all != null && i < all.length; i++) {
            String key = i < ARGUMENTS.length ? ARGUMENTS[i] : "arg" + i;
            if (!chosen.of(key).ignored() && !view.isAttached(all[i])) {
                fields.accept(key, asText ? text(all[i]) : all[i]);
            }
        }
    }
}
