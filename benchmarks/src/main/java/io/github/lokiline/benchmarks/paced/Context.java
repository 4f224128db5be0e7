package io.github.lokiline.benchmarks.paced;

import io.github.lokiline.benchmarks.contender.LogbackEvents;
import java.util.Map;
import java.util.function.IntFunction;

/** The time for which the MDC of a thread stays the same. A changed one is another map, as Logback makes it. */
enum Context {
    NONE(Integer.MAX_VALUE),
    /** A request of five events. */
    REQUEST(5),
    EVENT(1);

    private final int events;

    Context(int events) {
        this.events = events;
    }

    /** Returns the contexts of one thread, by the number of its event; not thread-safe. */
    IntFunction<Map<String, String>> contexts() {
        return this == NONE ? number -> Map.of() : new Changing();
    }

    private final class Changing implements IntFunction<Map<String, String>> {
        private Map<String, String> current = Map.of();

        @Override
        public Map<String, String> apply(int number) {
            if (number % events == 0 || current.isEmpty()) {
                current = LogbackEvents.mdc(number / events);
            }
            return current;
        }
    }
}
