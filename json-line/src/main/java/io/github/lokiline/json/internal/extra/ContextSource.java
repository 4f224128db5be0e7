package io.github.lokiline.json.internal.extra;

import io.github.lokiline.json.internal.write.LineState;
import io.github.lokiline.json.spi.EventAccessor;
import org.jspecify.annotations.Nullable;

/**
 * The diagnostic context (MDC) or the properties of the logging context, sorted by the filter's patterns that chose the
 * keys, then by key. Thread-safe.
 */
final class ContextSource<E> implements FieldSource<E> {
    private final EventAccessor<E> view;
    private final FieldNameCache names;
    private final boolean isMdc;
    private final @Nullable TypedMdc typed;

    private ContextSource(EventAccessor<E> view, FieldNameCache names, boolean isMdc, @Nullable TypedMdc typed) {
        this.view = view;
        this.names = names;
        this.isMdc = isMdc;
        this.typed = typed;
    }

    static <E> ContextSource<E> mdc(EventAccessor<E> view, FieldNameCache names, @Nullable TypedMdc typed) {
        return new ContextSource<>(view, names, true, typed);
    }

    static <E> ContextSource<E> properties(EventAccessor<E> view, FieldNameCache names) {
        return new ContextSource<>(view, names, false, null);
    }

    @Override
    public void emit(E event, LineState state, FieldSink sink) {
        Object identity = isMdc ? view.contextIdentity(event) : null;
        if (!sink.beginContext(this, identity)) {
            SortedMdc entries = state.context();
            entries.clear();
            try {
                collect(event, entries);
            } finally {
                entries.emit(names, typed, sink);
            }
            sink.endContext(this, identity);
        }
    }

    @Override
    public @Nullable Object find(E event, String key, boolean first, LineState state) {
        if (isMdc) {
            String text = view.contextValue(event, key);
            return typed == null ? text : typed.value(key, text);
        }
        SortedMdc entries = state.context();
        entries.clear();
        collect(event, entries);
        return entries.find(key);
    }

    private void collect(E event, SortedMdc entries) {
        if (isMdc) {
            view.context(event, entries);
        } else {
            view.applicationProperties(event, entries);
        }
    }
}
