package io.github.lokiline.log4j2.internal;

import io.github.lokiline.appender.AppenderOptions;
import io.github.lokiline.appender.RawProperties;
import io.github.lokiline.json.spi.PropertyParser;
import io.github.lokiline.log4j2.HeaderElement;
import io.github.lokiline.log4j2.LabelElement;
import io.github.lokiline.log4j2.MetadataElement;
import org.apache.logging.log4j.core.config.Property;
import org.jspecify.annotations.Nullable;

/**
 * Adds the elements of an appender to its attributes, in the syntax of the property that both set. Owned by the thread that
 * configures.
 */
final class AppenderElements {
    private final RawProperties raw;
    private final PropertyParser settings;

    AppenderElements(RawProperties raw, PropertyParser settings) {
        this.raw = raw;
        this.settings = settings;
    }

    void add(LabelElement label) {
        add("labels", "LokiLabel", label.name(), label.value());
    }

    void add(MetadataElement metadata) {
        add("structuredMetadata", "LokiMetadata", metadata.name(), metadata.value());
    }

    void add(HeaderElement header) {
        if (isName("LokiHeader", header.name()) && header.value() != null) {
            UnresolvedLookupCheck.checkSecret("LokiHeader " + header.name(), header.value(), settings);
            raw.addHeader(header.name() + ": " + header.value());
        } else if (header.value() == null) {
            settings.fault("LokiHeader", header.name(), "no value", "write value=\"...\"");
        }
    }

    private void add(String property, String element, @Nullable String name, @Nullable String value) {
        if (!isName(element, name)) {
            return;
        }
        if (value == null) {
            settings.fault(element, name, "no value", "write value=\"...\"");
            return;
        }
        if (value.isBlank() || !isOneLine(element, name, value)) {
            return;
        }
        String line = name + "=" + value.strip();
        String before = raw.get(property);
        if (before == null || before.isBlank()) {
            raw.set(property, line);
        } else if (before.strip().startsWith("{") || AppenderOptions.isMetadataOff(before)) {
            settings.fault(property, "...", "JSON or off together with an element " + element, "use one of them");
        } else {
            raw.set(property, before + "\n" + line);
        }
    }

    /** Refuses a line end, after which an environment variable could add another label. */
    private boolean isOneLine(String element, @Nullable String name, String value) {
        if (UnresolvedLookupCheck.hasLineEnd(value)) {
            settings.fault(element, name, "a line end in its value", "write it in one line");
            return false;
        }
        return true;
    }

    /** Refuses {@code <Property>}, which Log4j allows in every appender: it would have no effect here. */
    void refuse(Property @Nullable [] properties) {
        for (Property property : properties == null ? Property.EMPTY_ARRAY : properties) {
            settings.fault(
                    "Property", property.getName(), "not an element of <Loki>", "write an attribute of that name");
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
