package io.github.lokiline.json.contract;

import io.github.lokiline.json.spi.LogLevel;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A record that every framework can make an event of.
 *
 * @param time when
 * @param level how grave
 * @param logger who
 * @param thread on which thread
 * @param message the message, without places for arguments
 * @param context the diagnostic context
 * @param keyValues key-values in the order of the call
 * @param thrown the exception, or null
 * @param arguments arguments of the message
 * @param markers names of markers
 * @param properties properties of the logging context
 */
public record Sample(
        Instant time,
        LogLevel level,
        String logger,
        String thread,
        String message,
        Map<String, String> context,
        List<Map.Entry<String, Object>> keyValues,
        Throwable thrown,
        List<Object> arguments,
        List<String> markers,
        Map<String, String> properties) {

    /** One that carries no arguments, markers or properties. */
    public Sample(
            Instant time,
            LogLevel level,
            String logger,
            String thread,
            String message,
            Map<String, String> context,
            List<Map.Entry<String, Object>> keyValues,
            Throwable thrown) {
        this(time, level, logger, thread, message, context, keyValues, thrown, List.of(), List.of(), Map.of());
    }
}
