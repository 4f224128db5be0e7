package io.github.lokiline.json.internal.extra;

import io.github.lokiline.json.internal.write.LineState;
import io.github.lokiline.json.spi.EventAccessor;
import org.jspecify.annotations.Nullable;

/**
 * The fields that the arguments and markers of a call add: plain arguments as {@code arg0}, {@code arg1} and so on, the
 * fields that structured arguments and markers carry, the names of markers as an array {@code tags}. Thread-safe.
 *
 * @param <E> the framework's event
 */
final class ArgumentsSource<E> implements FieldSource<E> {
    private static final String TAGS = "tags";
    private static final String[] ARGUMENTS = {"arg0", "arg1", "arg2", "arg3", "arg4", "arg5", "arg6", "arg7"};

    private final EventAccessor<E> view;
    private final FieldNameCache names;
    private final @Nullable FieldNameCache arguments;
    private final @Nullable FieldNameCache markers;

    /**
     * Creates the source.
     *
     * @param view reads the events
     * @param names names the fields
     * @param arguments chooses arguments; null for none
     * @param markers chooses markers; null for none
     */
    ArgumentsSource(
            EventAccessor<E> view,
            FieldNameCache names,
            @Nullable FieldNameCache arguments,
            @Nullable FieldNameCache markers) {
        this.view = view;
        this.names = names;
        this.arguments = arguments;
        this.markers = markers;
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

    private void collectArguments(E event, FieldNameCache chosen, FieldBuffer fields) {
        @Nullable Object[] all = view.arguments(event);
        for (int i = 0; all != null && i < all.length; i++) {
            String key = i < ARGUMENTS.length ? ARGUMENTS[i] : "arg" + i;
            if (!chosen.of(key).ignored() && !view.isAttached(all[i])) {
                fields.accept(key, all[i]);
            }
        }
    }
}
