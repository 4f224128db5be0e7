package io.github.lokiline.json.internal.config;

import io.github.lokiline.json.spi.PropertyParser;
import java.util.Map;

/**
 * The text around the fields of a line, and its escaping. Immutable.
 *
 * @param prefix is written unescaped before the JSON
 * @param ascii true to escape all characters that are not ASCII
 * @param indent the spaces of one level of nesting; 0 for a single line
 */
public record LineFormat(String prefix, boolean ascii, int indent) {
    private static final int MOST_INDENT = 16;
    private static final int MOST_PREFIX = 128;

    static LineFormat parse(Map<String, String> properties, PropertyParser settings) {
        return new LineFormat(
                prefix(settings.text("prefix", properties.get("prefix"), ""), settings),
                settings.bool("ensureAscii", properties.get("ensureAscii"), false),
                settings.integer("indent", properties.get("indent"), 0, 0, MOST_INDENT));
    }

    /** Removes double quotes around the prefix, which keep its spaces: XML readers trim. */
    private static String prefix(String given, PropertyParser settings) {
        boolean isQuoted = given.length() > 1 && given.startsWith("\"") && given.endsWith("\"");
        String prefix = isQuoted ? given.substring(1, given.length() - 1) : given;
        if (prefix.chars().anyMatch(c -> c < ' ' || c == '\u007f' || Character.isSurrogate((char) c))) {
            settings.fault("prefix", given, "holds a line break or another control character", "write plain text");
        } else if (prefix.length() > MOST_PREFIX) {
            settings.fault("prefix", given, "longer than " + MOST_PREFIX + " characters", "write a shorter one");
        }
        return prefix;
    }
}
