package io.github.lokiline.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Knows which keys hold secrets: those whose last words equal an entry. Immutable.
 *
 * <p>Keys are compared lower-cased, with camel case, {@code -} and {@code .} taken as {@code _}: the entry
 * {@code token} covers {@code access_token} and {@code accessToken} but not {@code token_count}; {@code api_key} covers
 * {@code X-Api-Key}.
 */
final class SecretKeys {
    /** Ours: what credentials are commonly called in HTTP headers, forms, configuration and cloud services. */
    static final List<String> DEFAULTS = List.of(
            "password",
            "passwd",
            "pwd",
            "passphrase",
            "passcode",
            "secret",
            "token",
            "jwt",
            "authorization",
            "cookie",
            "credential",
            "credentials",
            "api_key",
            "apikey",
            "access_key",
            "secret_key",
            "private_key",
            "encryption_key",
            "signing_key");

    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
    private static final Pattern GAP = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final List<String> endings = new ArrayList<>();

    private SecretKeys(List<String> keys) {
        for (String key : keys) {
            endings.add("_" + normal(key));
        }
    }

    static SecretKeys of(List<String> keys) {
        return new SecretKeys(keys);
    }

    boolean matches(String key) {
        String normal = "_" + normal(key);
        for (String ending : endings) {
            if (normal.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }

    static String normal(String key) {
        String words = GAP.matcher(HUMP.matcher(key).replaceAll("_")).replaceAll("_");
        int from = words.startsWith("_") ? 1 : 0;
        int to = words.endsWith("_") && words.length() > from ? words.length() - 1 : words.length();
        return words.substring(from, to).toLowerCase(Locale.ROOT);
    }
}
