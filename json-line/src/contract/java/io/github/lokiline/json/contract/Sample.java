package io.github.lokiline.json.contract;

import io.github.lokiline.json.LineLevel;
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
 * @param message the message, without arguments
 * @param context the diagnostic context
 * @param keyValues key-values in the order of the call
 * @param thrown the exception, or null
 */
public record Sample(
        Instant time,
        LineLevel level,
        String logger,
        String thread,
        String message,
        Map<String, String> context,
        List<Map.Entry<String, Object>> keyValues,
        Throwable thrown) {}
