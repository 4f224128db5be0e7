package io.github.lokiline.request.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A request header that is copied into the MDC. Immutable.
 *
 * @param name the header's name
 * @param key the MDC key
 */
public record HeaderMapping(String name, String key) {
    /** Long enough for a user agent. */
    private static final int MAX_LENGTH = 256;

    /**
     * Parses {@code X-Tenant-ID, User-Agent=agent}. The default key is the name in lower case with {@code _} for {@code
     * -}.
     */
    public static List<HeaderMapping> parse(String text) {
        List<HeaderMapping> headers = new ArrayList<>();
        for (String item : ListParser.of(text)) {
            int split = item.indexOf('=');
            String name = (split < 0 ? item : item.substring(0, split)).strip();
            String key = split < 0
                    ? name.toLowerCase(Locale.ROOT).replace('-', '_')
                    : item.substring(split + 1).strip();
            if (name.isEmpty() || key.isEmpty()) {
                throw new IllegalArgumentException("headers \"" + item
                        + "\": the header name or the key is empty; write name or name=key,"
                        + " for example X-Tenant-ID=tenant_id");
            }
            headers.add(new HeaderMapping(name, key));
        }
        return headers;
    }

    /**
     * Replaces control characters, which could forge lines in a plain-text log, and cuts the value at 256 characters.
     */
    static String clean(String value) {
        StringBuilder clean = new StringBuilder();
        value.codePoints()
                .limit(MAX_LENGTH)
                .forEach(c -> clean.appendCodePoint(Character.isISOControl(c) || isLineSeparator(c) ? '?' : c));
        return clean.toString();
    }

    private static boolean isLineSeparator(int c) {
        int type = Character.getType(c);
        return type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    }
}
