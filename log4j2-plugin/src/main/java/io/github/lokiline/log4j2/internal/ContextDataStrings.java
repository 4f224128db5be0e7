package io.github.lokiline.log4j2.internal;

import java.util.function.BiConsumer;
import org.apache.logging.log4j.util.TriConsumer;
import org.jspecify.annotations.Nullable;

/** Passes on the entries of Log4j's context with their values as texts, without an object per event. Stateless. */
final class ContextDataStrings {
    static final TriConsumer<String, @Nullable Object, BiConsumer<String, @Nullable String>> INTO =
            (key, value, sink) -> sink.accept(key, value == null ? null : text(value));

    private ContextDataStrings() {}

    /**
     * Catches exceptions, so that the entries after a value that throws are kept. The exception's message is not
     * written, because it might be one that lines hide.
     */
    private static @Nullable String text(Object value) {
        try {
            return value.toString();
        } catch (Throwable e) {
            return "<error: " + e.getClass().getSimpleName() + ">";
        }
    }
}
