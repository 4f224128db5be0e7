package io.github.lokiline.contract;

import io.github.lokiline.json.spi.EventAccessor;
import io.github.lokiline.json.spi.LogLevel;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a {@link Sample}. Stateless, thread-safe. */
public final class SampleView implements EventAccessor<Sample> {
    @Override
    public long epochSecond(Sample event) {
        return event.time().getEpochSecond();
    }

    @Override
    @SuppressWarnings("JavaInstantGetSecondsGetNano") // epochSecond returns the seconds
    public int nano(Sample event) {
        return event.time().getNano();
    }

    @Override
    public LogLevel level(Sample event) {
        return event.level();
    }

    @Override
    public String loggerName(Sample event) {
        return event.logger();
    }

    @Override
    public String message(Sample event, StringBuilder room) {
        return event.message();
    }

    @Override
    public String template(Sample event) {
        return event.message();
    }

    @Override
    public Object @Nullable [] arguments(Sample event) {
        return event.arguments().isEmpty() ? null : event.arguments().toArray();
    }

    @Override
    public String threadName(Sample event) {
        return event.thread();
    }

    @Override
    public void context(Sample event, BiConsumer<String, @Nullable String> sink) {
        event.context().forEach(sink);
    }

    @Override
    public @Nullable String contextValue(Sample event, String key) {
        return event.context().get(key);
    }

    @Override
    public @Nullable Object contextIdentity(Sample event) {
        return null;
    }

    @Override
    public int keyValues(Sample event) {
        return event.keyValues().size();
    }

    @Override
    public String key(Sample event, int index) {
        return event.keyValues().get(index).getKey();
    }

    @Override
    public Object value(Sample event, int index) {
        return event.keyValues().get(index).getValue();
    }

    @Override
    public @Nullable Throwable thrown(Sample event) {
        return event.thrown();
    }

    @Override
    public @Nullable StackTraceElement caller(Sample event) {
        return null;
    }

    @Override
    public long startMillis(Sample event) {
        return 0;
    }

    @Override
    public @Nullable String applicationName(Sample event) {
        return null;
    }

    @Override
    public void applicationProperties(Sample event, BiConsumer<String, @Nullable String> sink) {
        event.properties().forEach(sink);
    }

    @Override
    public void markers(Sample event, Consumer<String> sink) {
        event.markers().forEach(sink);
    }
}
