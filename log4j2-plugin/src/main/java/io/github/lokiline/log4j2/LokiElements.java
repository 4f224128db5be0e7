package io.github.lokiline.log4j2;

import io.github.lokiline.append.AppenderProperties;
import io.github.lokiline.json.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Adds what an appender's elements say to its attributes, in the syntax of the properties that take both. Owned by the
 * thread that configures.
 */
final class LokiElements {
    private final AppenderProperties raw;
    private final Settings settings;

    LokiElements(AppenderProperties raw, Settings settings) {
        this.raw = raw;
        this.settings = settings;
    }

    void add(LokiLabel label) {
        add("labels", "LokiLabel", label.name(), label.value());
    }

    void add(LokiMetadata metadata) {
        add("structuredMetadata", "LokiMetadata", metadata.name(), metadata.value());
    }

    void add(LokiHeader header) {
        if (isName("LokiHeader", header.name()) && header.value() != null) {
            Unresolved.check("LokiHeader " + header.name(), header.value(), settings);
            raw.addHeader(header.name() + ": " + header.value());
        } else if (header.value() == null) {
            settings.fault("LokiHeader", header.name(), "no value", "write value=\"...\"");
        }
    }

    private void add(String property, String element, @Nullable String name, @Nullable String value) {
        if (!isName(element, name)) {
            return;
        }
        String line = name + "=" + (value == null ? "" : value);
        String before = raw.get(property);
        if (before == null || before.isBlank()) {
            raw.set(property, line);
        } else if (before.strip().startsWith("{") || before.strip().equalsIgnoreCase("off")) {
            settings.fault(property, "...", "JSON or off beside an element " + element, "use one of them");
        } else {
            raw.set(property, before + "\n" + line);
        }
    }

    private boolean isName(String element, @Nullable String name) {
        if (name == null || name.isBlank() || name.indexOf('=') >= 0) {
            settings.fault(element, name, "no name", "write name=\"...\", without an equals sign in it");
            return false;
        }
        return true;
    }
}
