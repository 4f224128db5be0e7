package io.github.lokiline.request.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A request header that goes into the MDC. Immutable.
 *
 * @param name of the header
 * @param key in the MDC
 */
public record HeaderMapping(String name, String key) {

    /** Enough for a user agent; nobody reads more of a header in a log. */
    private static final int MAX_LENGTH = 256;

    /** {@code X-Tenant-ID, User-Agent=agent}; without a key the name is it, in lower case with {@code _} for dashes. */
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
                        + "\": wants the name of a header, or name=key; X-Tenant-ID=tenant_id, for example");
            }
            headers.add(new HeaderMapping(name, key));
        }
        return headers;
    }

    /** What a line can show of it: no control characters, which would forge lines of plain text, and not more than 256. */
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
