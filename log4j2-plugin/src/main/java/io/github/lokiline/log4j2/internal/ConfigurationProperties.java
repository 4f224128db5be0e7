package io.github.lokiline.log4j2.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.logging.log4j.core.config.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a configuration, for the attribute {@code context}. Stateless.
 *
 * <p>Log4j keeps the properties of {@code <Properties>} only in its lookups, which find a value by its name but do not list
 * the names: these are found if the attribute names them, and globs select among those that were set in code. The two
 * properties that Log4j adds to every configuration must be named, too.
 */
final class ConfigurationProperties {
    private static final Set<String> OF_LOG4J = Set.of("hostName", "contextName");
    private static final String SPRING = "spring.application.name";

    private ConfigurationProperties() {}

    static Map<String, String> of(@Nullable Configuration configuration, @Nullable String context) {
        if (configuration == null) {
            return Map.of();
        }
        Map<String, String> properties = new LinkedHashMap<>(configuration.getProperties());
        properties.keySet().removeAll(OF_LOG4J);
        for (String name : context == null ? new String[0] : context.split("[,\n]")) {
            String value = lookUp(name.strip(), configuration);
            if (value != null) {
                properties.put(name.strip(), value);
            }
        }
        return properties;
    }

    /** Returns the name of the application in Spring or in the configuration; null if there is none. */
    static @Nullable String applicationName(@Nullable Configuration configuration) {
        if (configuration == null) {
            return null;
        }
        String name = lookUp("spring:" + SPRING, configuration);
        return name == null ? lookUp(SPRING, configuration) : name;
    }

    private static @Nullable String lookUp(String name, Configuration configuration) {
        // A glob is not found; braces would start another lookup.
        if (name.isEmpty() || name.indexOf('{') >= 0 || name.indexOf('}') >= 0) {
            return null;
        }
        String lookup = "${" + name + "}";
        String value = configuration.getStrSubstitutor().replace(lookup);
        return value == null || value.isEmpty() || value.equals(lookup) ? null : value;
    }
}
