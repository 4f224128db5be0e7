package io.github.lokiline.contract;

import io.github.lokiline.json.spi.LogLevel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A log event in no framework's terms, from which every binding's test creates its own event. Immutable.
 *
 * @param message without placeholders
 * @param keyValues in the order of the call
 * @param markers names of markers
 * @param properties properties of the logger context
 */
public record Sample(
        Instant time,
        LogLevel level,
        String logger,
        String thread,
        String message,
        Map<String, String> context,
        List<Map.Entry<String, Object>> keyValues,
        @Nullable Throwable thrown,
        List<@Nullable Object> arguments,
        List<String> markers,
        Map<String, String> properties) {

    /** Creates an event without arguments, markers and properties. */
    public Sample(
            Instant time,
            LogLevel level,
            String logger,
            String thread,
            String message,
            Map<String, String> context,
            List<Map.Entry<String, Object>> keyValues,
            @Nullable Throwable thrown) {
        this(time, level, logger, thread, message, context, keyValues, thrown, List.of(), List.of(), Map.of());
    }
}
