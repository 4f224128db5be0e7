package io.github.lokiline.appender.internal;

import io.github.lokiline.json.spi.PropertyParser;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds several pairs on one line, {@code app=a,env=b}, as other appenders take them: here the second would become part of
 * the first value. Stateless. A value that really is such a text is written in a JSON object.
 */
final class JoinedPairs {
    /** A comma before {@code name=}, outside of the braces of {@code %X{key:-a,b=c}}. */
    private static final Pattern BETWEEN = Pattern.compile("\\s*,\\s*(?=[A-Za-z_][\\w.-]*\\s*=)(?![^{}]*})");

    private JoinedPairs() {}

    /** Adds an error for each line that holds several pairs; returns whether there is one. */
    static boolean report(String property, String text, ValuePatternParser<?> patterns, PropertyParser parser) {
        if (text.strip().startsWith("{")) {
            return false;
        }
        boolean isJoined = false;
        for (String line : text.lines().toList()) {
            List<String> pairs = List.of(BETWEEN.split(line.strip()));
            if (pairs.size() > 1 && pairs.get(0).contains("=")) {
                isJoined = true;
                List<String> shown =
                        pairs.stream().map(pair -> shown(pair, patterns)).toList();
                parser.fault(
                        property,
                        String.join(",", shown),
                        "several pairs on one line",
                        "write one pair a line:\n  " + String.join("\n  ", shown));
            }
        }
        return isJoined;
    }

    private static String shown(String pair, ValuePatternParser<?> patterns) {
        int split = pair.indexOf('=');
        return patterns.shown(
                pair.substring(0, split).strip(), pair.substring(split + 1).strip());
    }
}
