package io.github.lokiline.appender.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
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
        List<String> warnings = new ArrayList<>();
        for (Map.Entry<String, ? extends ValueExtractor<?>> label : labels.entrySet()) {
            if (isUnbounded(label.getValue().toString())) {
                warnings.add(
                        "labels \"" + label.getKey() + "=" + label.getValue()
                                + "\": has an unlimited number of values, and each one is a stream; move it to structuredMetadata");
            }
        }
        return warnings;
    }

    private static boolean isUnbounded(String pattern) {
        Matcher word = CONVERSION.matcher(pattern);
        while (word.find()) {
            String option = word.group(2) == null ? "" : word.group(2).replaceFirst(":-.*", "");
            if (UNBOUNDED.contains(word.group(1)) || ID.matcher(option).matches()) {
                return true;
            }
        }
        return false;
    }
}
