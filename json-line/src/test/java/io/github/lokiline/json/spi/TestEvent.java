package io.github.lokiline.json.spi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** An event of no framework, whose extras a test fills in. Owned by one test. */
public final class TestEvent {
    Map<String, String> context = new HashMap<>();
    List<Pair> keyValues = new ArrayList<>();
    final List<Pair> attached = new ArrayList<>();
    final List<Object> arguments = new ArrayList<>();
    final List<String> markers = new ArrayList<>();
    final Map<String, String> properties = new HashMap<>();

    String message = "hi";
    String logger = "x";
    Throwable thrown;

    /** Stands for the context; null when it may change. */
    Object identity;

    TestEvent context(String key, String value) {
        context.put(key, value);
        return this;
    }

    TestEvent keyValue(String key, Object value) {
        keyValues.add(new Pair(key, value));
        return this;
    }

    TestEvent attached(String key, Object value) {
        attached.add(new Pair(key, value));
        return this;
    }

    /** Keys only: among the values are those that cannot say what they are. */
    @Override
    public String toString() {
        return "Happening[context=%s, keyValues=%s, attached=%s, arguments=%d, markers=%s, properties=%s, message=%s, thrown=%s]"
                .formatted(
                        context,
                        keyValues.stream().map(Pair::key).toList(),
                        attached.stream().map(Pair::key).toList(),
                        arguments.size(),
                        markers,
                        properties,
                        message,
                        thrown == null ? null : thrown.getClass());
    }

    record Pair(String key, Object value) {}

    /** Shows it. */
    public static class View implements EventAccessor<TestEvent> {
        @Override
        public long epochSecond(TestEvent event) {
            return 0;
        }

        @Override
        public int nano(TestEvent event) {
            return 0;
        }

        @Override
        public LogLevel level(TestEvent event) {
            return LogLevel.INFO;
        }

        @Override
        public String loggerName(TestEvent event) {
            return event.logger;
        }

        @Override
        public String message(TestEvent event, StringBuilder room) {
            return event.message;
        }

        @Override
        public String template(TestEvent event) {
            return "hi";
        }

        @Override
        public Object[] arguments(TestEvent event) {
            return event.arguments.isEmpty() ? null : event.arguments.toArray();
        }

        @Override
        public String threadName(TestEvent event) {
            return "main";
        }

        @Override
        public void context(TestEvent event, BiConsumer<String, String> sink) {
            event.context.forEach(sink);
        }

        @Override
        public String contextValue(TestEvent event, String key) {
            return event.context.get(key);
        }

        @Override
        public Object contextIdentity(TestEvent event) {
            return event.identity;
        }

        @Override
        public int keyValues(TestEvent event) {
            return event.keyValues.size();
        }

        @Override
        public String key(TestEvent event, int index) {
            return event.keyValues.get(index).key();
        }

        @Override
        public Object value(TestEvent event, int index) {
            return event.keyValues.get(index).value();
        }

        @Override
        public Throwable thrown(TestEvent event) {
            return event.thrown;
        }

        @Override
        public StackTraceElement caller(TestEvent event) {
            return null;
        }

        @Override
        public long startMillis(TestEvent event) {
            return 0;
        }

        @Override
        public String applicationName(TestEvent event) {
            return null;
        }

        @Override
        public void applicationProperties(TestEvent event, BiConsumer<String, String> sink) {
            event.properties.forEach(sink);
        }

        @Override
        public void markers(TestEvent event, Consumer<String> sink) {
            event.markers.forEach(sink);
        }

        @Override
        public void attached(TestEvent event, BiConsumer<String, Object> sink) {
            event.attached.forEach(pair -> sink.accept(pair.key(), pair.value()));
        }

        @Override
        public boolean isAttached(Object argument) {
            return argument instanceof Pair;
        }
    }
}
