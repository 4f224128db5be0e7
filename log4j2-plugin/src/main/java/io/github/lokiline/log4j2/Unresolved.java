package io.github.lokiline.log4j2;

import io.github.lokiline.json.Settings;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds lookups that Log4j could not resolve: it leaves them as they are, and {@code ${env:LOKI_URL}} is no url. Stateless.
 */
final class Unresolved {
    private static final Pattern LOOKUP = Pattern.compile("\\$\\{([^{}]*)}?");

    /** A lookup may stay until there is an event, or is something else: python-json-logger's {@code ${message}}. */
    private static final Set<String> MAY_HAVE = Set.of("labels", "structuredMetadata", "tenantId", "format");

    private Unresolved() {}

    static void check(Map<String, String> attributes, Settings settings) {
        attributes.forEach((name, text) -> {
            if (!MAY_HAVE.contains(name)) {
                check(name, text, settings);
            }
        });
    }

    static void check(String name, String text, Settings settings) {
        Matcher lookup = LOOKUP.matcher(text);
        if (lookup.find()) {
            String key = lookup.group(1).replaceFirst(":-.*", "");
            settings.fault(
                    name,
                    lookup.group(),
                    "a lookup without a value",
                    "set what it looks up, or write ${" + key + ":-} for none");
        }
    }
}
