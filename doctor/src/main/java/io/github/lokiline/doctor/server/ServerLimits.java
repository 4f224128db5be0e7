package io.github.lokiline.doctor.server;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import tools.jackson.databind.JsonNode;

/**
 * Loki's limits by their names in its configuration. Owned by one thread.
 *
 * <p>Sources: {@code {"limits": {"max_line_size": "256KB", …}}} of {@code /loki/api/v1/drilldown-limits}, which has the
 * tenant's limits, but only those that Loki is configured to show; and {@code limits_config} in the YAML of {@code
 * /config}, which has all defaults, which a tenant may override.
 */
public final class ServerLimits {

    private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?) *(B|KB|MB|GB|KIB|MIB|GIB)?");
    private static final Pattern DURATION_PART = Pattern.compile("(\\d+)(ms|y|w|d|h|m|s)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1),
            "w", Duration.ofDays(7),
            "y", Duration.ofDays(365));

    private final Map<String, String> texts = new HashMap<>();

    /** Adds the limits that are not known yet. */
    public void addTenants(String json) {
        for (Map.Entry<String, JsonNode> limit :
                LenientJson.read(json).path("limits").properties()) {
            if (limit.getValue().isValueNode()) {
                texts.putIfAbsent(limit.getKey(), limit.getValue().asString());
            }
        }
    }

    /** Adds the limits that are not known yet. */
    public void addServers(String yaml) {
        try {
            Object all = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
            if (all instanceof Map<?, ?> sections && sections.get("limits_config") instanceof Map<?, ?> limits) {
                limits.forEach((name, value) -> texts.putIfAbsent(String.valueOf(name), String.valueOf(value)));
            }
        } catch (YAMLException e) {
            // A gateway's page, which has no limits.
            return;
        }
    }

    public boolean isEmpty() {
        return texts.isEmpty();
    }

    /** Returns the text in Loki's format; empty if unknown. */
    public String text(String name) {
        return texts.getOrDefault(name, "");
    }

    public OptionalLong number(String name) {
        return text(name).matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text(name))) : OptionalLong.empty();
    }

    /** Parses {@code 256KB} or a bare number of bytes. */
    public OptionalLong bytes(String name) {
        return bytesOf(text(name));
    }

    /** Converts a limit in megabytes, whose name ends in {@code _mb}, to bytes. */
    public OptionalLong megabytes(String name) {
        return bytesOf(text(name).isEmpty() ? "" : text(name) + "MB");
    }

    private static OptionalLong bytesOf(String text) {
        Matcher size = SIZE.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!size.matches()) {
            return OptionalLong.empty();
        }
        String unit = size.group(2) == null ? "B" : size.group(2);
        int shift = 10 * "BKMG".indexOf(unit.charAt(0));
        return OptionalLong.of((long) (Double.parseDouble(size.group(1)) * (1L << shift)));
    }

    /** Parses {@code 1w}, {@code 1h30m}; zero if unknown or disabled. */
    public Duration duration(String name) {
        Matcher part = DURATION_PART.matcher(text(name));
        Duration sum = Duration.ZERO;
        while (part.find()) {
            sum = sum.plus(
                    UNITS.getOrDefault(part.group(2), Duration.ZERO).multipliedBy(Long.parseLong(part.group(1))));
        }
        return sum;
    }

    /** Returns false only if Loki shows false. */
    public boolean isOn(String name) {
        return !text(name).equals("false");
    }
}
