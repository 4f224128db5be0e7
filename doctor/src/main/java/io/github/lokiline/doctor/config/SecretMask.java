package io.github.lokiline.doctor.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Masks the secrets of a configuration. Everything that is printed passes through it. Owned by the program's thread.
 */
public final class SecretMask {

    private static final String MASK = "***";

    /** A short secret is often part of an ordinary word: {@code loki} must not mask half of the output. */
    private static final int LONG = 8;

    private final List<String> texts = new ArrayList<>();
    private Pattern pattern = Pattern.compile("(?!)");

    public void add(@Nullable String secret) {
        if (secret != null && !secret.isBlank() && !texts.contains(secret)) {
            texts.add(secret);
            // The longest first, because one may be a prefix of another.
            texts.sort(Comparator.comparingInt(String::length).reversed());
            pattern = Pattern.compile(
                    String.join("|", texts.stream().map(SecretMask::regex).toList()));
        }
    }

    public String mask(String text) {
        return pattern.matcher(text).replaceAll(MASK);
    }

    /** Returns a url without credentials and query, even if it is malformed. */
    public static String maskUrl(String url) {
        int scheme = url.indexOf("://");
        int at = url.lastIndexOf('@');
        String start = scheme < 0 || scheme > at ? "" : url.substring(0, scheme + 3);
        String shown = at < 0 ? url : start + MASK + url.substring(at);
        int query = shown.indexOf('?');
        return query < 0 ? shown : shown.substring(0, query + 1) + MASK;
    }

    private static String regex(String secret) {
        String quoted = Pattern.quote(secret);
        return secret.length() < LONG ? "(?<![\\p{L}\\p{N}])" + quoted + "(?![\\p{L}\\p{N}])" : quoted;
    }
}
