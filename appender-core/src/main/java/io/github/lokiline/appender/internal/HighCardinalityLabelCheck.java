package io.github.lokiline.appender.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds labels that are known to have an unlimited number of values. Stateless. Each value is a stream of its own, and Loki
 * bears only few; the client limits them, but only by collapsing values to {@code other}.
 */
public final class HighCardinalityLabelCheck {
    private static final Pattern ID = Pattern.compile(
            "(?:.*[_.\\-])?(?:request|trace|span|correlation|session|transaction|user|message|event)[_.\\-]?id|(?:.*[_.\\-])?uuid",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CONVERSION = Pattern.compile("%[-.\\d]*(\\p{Alpha}\\w*)(?:\\{([^}]*)})?");
    private static final Set<String> UNBOUNDED = Set.of(
            ("d date ms micros r relative sn sequenceNumber t thread tid threadId T u uuid N nano m msg message ex"
                            + " exception throwable xEx xException xThrowable rEx rootException caller")
                    .split(" "));

    private HighCardinalityLabelCheck() {}

    /** Returns one warning for each such label. */
    public static List<String> warnings(Map<String, ? extends ValueExtractor<?>> labels) {
        return labels.entrySet().stream()
                .filter(label -> isUnbounded(label.getValue().toString()))
                .map(
                        label -> "labels \"" + label.getKey() + "=" + label.getValue()
                                + "\": has an unlimited number of values, and each one is a stream; move it to structuredMetadata")
                .toList();
    }

    private static boolean isUnbounded(String pattern) {
        return CONVERSION.matcher(pattern).results().anyMatch(word -> {
            String option = word.group(2) == null ? "" : word.group(2).replaceFirst(":-.*", "");
            return UNBOUNDED.contains(word.group(1)) || ID.matcher(option).matches();
        });
    }
}
