package io.github.lokiline.json.internal.config;

import io.github.lokiline.json.internal.redact.RedactPattern;
import io.github.lokiline.json.spi.PropertyParser;
import java.util.List;
import java.util.Map;

/**
 * The treatment of texts. Immutable.
 *
 * @param patterns the parts of texts that are masked
 * @param withoutAnsi true to remove the escape sequences of terminals
 * @param jsonMessage true to write a message that is a JSON object as an object
 */
public record TextConfig(List<RedactPattern> patterns, boolean withoutAnsi, boolean jsonMessage) {
    static TextConfig parse(Map<String, String> properties, PropertyParser settings) {
        return new TextConfig(
                RedactPatternsParser.parse(properties.get("redactPatterns"), settings),
                settings.bool("stripAnsi", properties.get("stripAnsi"), false),
                settings.bool("jsonMessage", properties.get("jsonMessage"), false));
    }
}
