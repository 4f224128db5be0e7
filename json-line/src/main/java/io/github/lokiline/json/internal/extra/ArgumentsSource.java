package io.github.lokiline.json.internal.extra;

import io.github.lokiline.json.internal.write.LineState;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import io.github.lokiline.json.spi.EventAccessor;
import org.jspecify.annotations.Nullable;

/**
 * What the arguments and markers of a call add to its line: plain arguments as {@code arg0}, {@code arg1}…, the fields
 * that structured arguments and markers carry, the names of markers as an array {@code tags}. Thread-safe.
 *
 * @param <E> the framework's event
 */
final class ArgumentsSource<E> implements FieldSource<E> {
    private static final String TAGS = "tags";
    private static final String[] ARGUMENTS = {"arg0", "arg1", "arg2", "arg3", "arg4", "arg5", "arg6", "arg7"};

    private final EventAccessor<E> view;
    private final FieldNameCache names;
    private final BoundedFieldWriter writer;
    private final @Nullable FieldNameCache arguments;
    private final @Nullable FieldNameCache markers;

    /**
     * The source.
     *
     * @param view shows the events
     * @param names names of fields
     * @param writer writes them
     * @param arguments chooses arguments; null for none
     * @param markers chooses markers; null for none
     */
    ArgumentsSource(
            EventAccessor<E> view,
            FieldNameCache names,
            BoundedFieldWriter writer,
            @Nullable FieldNameCache arguments,
            @Nullable FieldNameCache markers) {
        this.view = view;
        this.names = names;
        this.writer = writer;
        this.arguments = arguments;
        this.markers = markers;
    }

    @Override
    public boolean write(E event, Utf8JsonWriter out, int end, UsedNames taken) {
        LineState scratch = out.scratch();
        FieldBuffer fields = scratch.callFields();
        fields.clear();
        collect(event, fields, scratch);
        return fields.size() == 0 || write(fields, out, end, taken);
    }

    @Override
    public void merge(E event, LineState scratch, MergedFields into) {
        FieldBuffer fields = scratch.callFields();
        fields.clear();
        try {
            collect(event, fields, scratch);
        } finally {
            for (int i = 0; i < fields.size(); i++) {
                into.add(names.of(fields.key(i)), fields.value(i));
            }
            fields.clear();
        }
    }

    @Override
    public @Nullable Object find(E event, String key, boolean first, LineState scratch) {
        FieldBuffer fields = scratch.callFields();
        fields.clear();
        collect(event, fields, scratch);
        Object found = null;
        for (int i = 0; i < fields.size() && (found == null || !first); i++) {
            found = key.equals(fields.key(i)) ? fields.value(i) : found;
        }
        fields.clear();
        return found;
    }

    private boolean write(FieldBuffer fields, Utf8JsonWriter out, int end, UsedNames taken) {
        for (int i = 0; i < fields.size(); i++) {
            FieldName name = names.of(fields.key(i));
            if (name.entangled() || !taken.add(name)) {
                return false;
            }
            if (!name.placed() && !writer.write(name, fields.value(i), out, end)) {
                break;
            }
        }
        fields.clear();
        return true;
    }

    private void collect(E event, FieldBuffer fields, LineState scratch) {
        if (arguments != null) {
            arguments(event, arguments, fields);
        }
        view.attached(event, fields);
        if (markers != null) {
            FieldBuffer.Tags tags = new FieldBuffer.Tags(markers, scratch);
            view.markers(event, tags);
            if (!tags.list().isEmpty()) {
                fields.accept(TAGS, tags.list());
            }
        }
    }

    private void arguments(E event, FieldNameCache chosen, FieldBuffer fields) {
        @Nullable Object[] all = view.arguments(event);
        for (int i = 0; all != null && i < all.length; i++) {
            String key = i < ARGUMENTS.length ? ARGUMENTS[i] : "arg" + i;
            if (!chosen.of(key).ignored() && !view.isAttached(all[i])) {
                fields.accept(key, all[i]);
            }
        }
    }
}
