package io.github.lokiline.json.internal.write;

import io.github.lokiline.json.internal.config.InvalidPropertyException;
import io.github.lokiline.json.internal.config.JsonParser;
import org.jspecify.annotations.Nullable;

/**
 * Reads texts of the application that are JSON, so that secrets are masked in them as in any value. Stateless.
 *
 * <pre>{@code
 * {"password":"x","a":1,"a":2}   the entries, of equal keys the last
 * {order 17}                     the text itself
 * {"password":"x",}              a mask: no JSON, but with the key of a secret
 * }</pre>
 */
final class EmbeddedJson {
    private static final String AROUND_KEYS = "\"'{}[],:";

    private EmbeddedJson() {}

    static @Nullable Object value(String text, ValueWriter rules) {
        try {
            return JsonParser.lenient(text, LineState.MAX_DEPTH - 1);
        } catch (InvalidPropertyException e) {
            // The text itself would show what its parts hide.
            return namesSecret(text, rules) ? ValueWriter.MASK : text;
        }
    }

    private static boolean namesSecret(String text, ValueWriter rules) {
        for (int colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
            if (rules.nameOf(keyBefore(text, colon)).secret()) {
                return true;
            }
        }
        return false;
    }

    /** Returns the word before a colon, without the quotes that it may have. */
    private static String keyBefore(String text, int colon) {
        int end = colon;
        while (end > 0 && " \t\r\n\"'\\".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        int start = end;
        while (start > 0 && AROUND_KEYS.indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        return text.substring(start, end);
    }
}
