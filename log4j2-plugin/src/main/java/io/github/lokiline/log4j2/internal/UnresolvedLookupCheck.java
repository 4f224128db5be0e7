package io.github.lokiline.log4j2.internal;

import io.github.lokiline.appender.AppenderOptions;
import io.github.lokiline.json.spi.PropertyParser;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds lookups that Log4j could not resolve and left as they are: {@code ${env:LOKI_URL}} is not a URL. Stateless.
 */
final class UnresolvedLookupCheck {
    static final String RULE = "a lookup without a value";

    private static final Pattern LOOKUP = Pattern.compile("\\$\\{([^{}]*)}?");
    /** A secret may have a dollar sign and a brace in it; messages must show nothing but a lookup. */
    private static final Pattern SURE_LOOKUP = Pattern.compile("\\$\\{(\\w+:[\\w.-]+)}|^\\$\\{([\\w.-]+)}$");

    private UnresolvedLookupCheck() {}

    static void check(Map<String, String> attributes, PropertyParser settings) {
        attributes.forEach((name, text) -> {
            if (AppenderOptions.isSecret(name) || hasUser(name, text)) {
                checkSecret(name, text, settings);
            } else if (name.equals("format")) {
                checkFormat(text, settings);
            } else if (!AppenderOptions.isPattern(name)) {
                // Patterns are checked elsewhere: a lookup may stay in them until there is an event.
                check(name, text, settings);
            }
        });
    }

    private static boolean hasUser(String name, String text) {
        return name.equals("url") && text.indexOf('@') >= 0;
    }

    static void check(String name, String text, PropertyParser settings) {
        Matcher lookup = LOOKUP.matcher(text);
        if (lookup.find()) {
            settings.fault(name, lookup.group(), RULE, remedy(lookup.group(1)));
        }
    }

    static void checkSecret(String name, String text, PropertyParser settings) {
        Matcher lookup = SURE_LOOKUP.matcher(text);
        if (lookup.find()) {
            String key = lookup.group(1) == null ? lookup.group(2) : lookup.group(1);
            settings.fault(name, lookup.group(), RULE, remedy(key));
        }
    }

    /** Ignores python-json-logger's {@code ${message}}, which is a field: a field has no colon. */
    private static void checkFormat(String text, PropertyParser settings) {
        if (LOOKUP.matcher(text).results().anyMatch(lookup -> lookup.group(1).indexOf(':') >= 0)) {
            check("format", text, settings);
        }
    }

    static String remedy(String lookup) {
        return "set what it looks up, or write ${" + lookup.replaceFirst(":-.*", "") + ":-} for none";
    }

    static boolean hasLineEnd(String text) {
        String stripped = text.strip();
        return stripped.indexOf('\n') >= 0 || stripped.indexOf('\r') >= 0;
    }
}
