package io.github.lokiline.json.internal.redact;

import io.github.lokiline.json.spi.PropertyParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The keys that hold secrets: those whose last words equal an entry. Immutable.
 *
 * <p>Keys are compared lower-cased, with camel case, {@code -} and {@code .} taken as {@code _}: the entry
 * {@code token} covers {@code access_token} and {@code accessToken} but not {@code token_count}; {@code api_key} covers
 * {@code X-Api-Key}. An entry after {@code =} is the whole key: {@code =tokens} leaves {@code max_tokens}, a number that
 * applications of language models log, alone.
 */
public final class SensitiveKeys {
    /** The common names of credentials in HTTP headers, forms, configuration and cloud services. */
    public static final List<String> DEFAULTS = List.of("""
            password passwords pass_word passwd pwd passphrase pass_phrase passcode secret
            secrets clientsecret token =tokens access_tokens accesstoken accesstokens
            refresh_tokens refreshtoken auth_tokens authtoken api_tokens apitoken jwt
            authorization cookie cookies credential credentials api_key api_keys apikey apikeys
            access_key access_keys accesskey secret_key secret_keys secretkey private_key
            private_keys privatekey encryption_key encryption_keys encryptionkey signing_key
            signing_keys signingkey
            """.split("\\s+"));

    private static final String PROPERTY = "redactKeys";
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
    private static final Pattern GAP = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final List<String> endings = new ArrayList<>();
    private final List<String> wholes = new ArrayList<>();

    private SensitiveKeys(List<String> keys) {
        for (String key : keys) {
            (key.startsWith("=") ? wholes : endings).add("_" + normal(key));
        }
    }

    public static SensitiveKeys of(List<String> keys) {
        return new SensitiveKeys(keys);
    }

    /**
     * Reads the property {@code redactKeys}: keys separated by commas or line ends. A {@code +} before any of them extends
     * the default list, {@code none} empties it, anything else replaces it.
     */
    public static SensitiveKeys parse(@Nullable String redactKeys, PropertyParser settings) {
        String text = settings.text(PROPERTY, redactKeys, "+").strip();
        if (text.equalsIgnoreCase("none")) {
            return of(List.of());
        }
        List<String> items = settings.list(PROPERTY, text);
        List<String> keys = keys(items, settings);
        if (items.stream().anyMatch(item -> item.startsWith("+"))) {
            keys.addAll(DEFAULTS);
        } else if (keys.isEmpty()) {
            // Only the word "none" empties the list: a typing error must not show every password.
            settings.fault(PROPERTY, text, "names no key", "write keys such as password, api_key, or none");
        }
        return of(keys);
    }

    public boolean matches(String key) {
        if (endings.isEmpty() && wholes.isEmpty()) {
            return false;
        }
        String normal = "_" + normal(key);
        for (String ending : endings) {
            if (normal.endsWith(ending)) {
                return true;
            }
        }
        return wholes.contains(normal);
    }

    public static String normal(String key) {
        String words = GAP.matcher(HUMP.matcher(key).replaceAll("_")).replaceAll("_");
        int from = words.startsWith("_") ? 1 : 0;
        int to = words.endsWith("_") && words.length() > from ? words.length() - 1 : words.length();
        return words.substring(from, to).toLowerCase(Locale.ROOT);
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
        if (normal(key).isEmpty()) {
            settings.fault(PROPERTY, key, "no letter or digit", "write keys such as password, api_key");
        }
    }
}
