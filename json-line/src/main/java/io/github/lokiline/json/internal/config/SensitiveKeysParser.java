package io.github.lokiline.json.internal.config;

import io.github.lokiline.json.internal.redact.SensitiveKeys;
import io.github.lokiline.json.spi.PropertyParser;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the property {@code redactKeys}, the keys whose values are masked. Stateless.
 *
 * <p>Shape: keys separated by commas or line ends. A {@code +} before any of them extends the default list, {@code none}
 * empties it, anything else replaces it.
 */
final class SensitiveKeysParser {
    private static final String PROPERTY = "redactKeys";

    private SensitiveKeysParser() {}

    static SensitiveKeys parse(@Nullable String redactKeys, PropertyParser settings) {
        String text = settings.text(PROPERTY, redactKeys, "+").strip();
        if (text.equalsIgnoreCase("none")) {
            return SensitiveKeys.of(List.of());
        }
        List<String> items = settings.list(PROPERTY, text);
        List<String> keys = keys(items, settings);
        if (items.stream().anyMatch(item -> item.startsWith("+"))) {
            keys.addAll(SensitiveKeys.DEFAULTS);
        } else if (keys.isEmpty()) {
            // Only the word "none" empties the list: a typing error must not show every password.
            settings.fault(PROPERTY, text, "names no key", "write keys such as password, api_key, or none");
        }
        return SensitiveKeys.of(keys);
    }

    private static List<String> keys(List<String> items, PropertyParser settings) {
        List<String> keys = new ArrayList<>();
        for (String item : items) {
            String key = item.startsWith("+") ? item.substring(1).strip() : item;
            if (!key.isEmpty()) {
                keys.add(key);
                check(key, settings);
            }
        }
        return keys;
    }

    private static void check(String key, PropertyParser settings) {
        if (SensitiveKeys.normal(key).isEmpty()) {
            settings.fault(PROPERTY, key, "no letter or digit", "write keys such as password, api_key");
        }
    }
}
