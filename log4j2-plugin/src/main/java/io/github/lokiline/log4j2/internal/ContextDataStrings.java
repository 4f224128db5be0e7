package io.github.lokiline.log4j2.internal;

import java.util.function.BiConsumer;
import org.apache.logging.log4j.util.TriConsumer;
import org.jspecify.annotations.Nullable;

/** Hands on entries of Log4j's context with their values as texts, without an object per event. Stateless. */
final class ContextDataStrings {
    static final TriConsumer<String, @Nullable Object, BiConsumer<String, @Nullable String>> INTO =
            (key, value, sink) -> sink.accept(key, value == null ? null : text(value));

    private ContextDataStrings() {}

    /** A value that throws must not take those behind it along; its own message might be one that lines hide. */
    private static @Nullable String text(Object value) {
        try {
            return value.toString();
        } catch (Throwable e) {
            return "<error: " + e.getClass().getSimpleName() + ">";
        }
    }
}
