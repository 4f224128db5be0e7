package io.github.lokiline.log4j2.internal;

import io.github.lokiline.json.spi.PropertyParser;
import io.github.lokiline.log4j2.RedactElement;
import io.github.lokiline.log4j2.RenameElement;
import io.github.lokiline.log4j2.StaticFieldElement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds a layout's elements to its attributes, in the syntax of the property that both set. Owned by the thread that
 * configures.
 */
public final class LayoutElements {
    private final Map<String, String> properties;
    private final PropertyParser settings;

    public LayoutElements(Map<String, String> attributes, PropertyParser settings) {
        this.properties = attributes;
        this.settings = settings;
        UnresolvedLookupCheck.check(attributes, settings);
        String synonym = properties.remove("excInfoAsArray");
        if (synonym != null) {
            properties.putIfAbsent("stackAsArray", synonym);
        }
    }

    public Map<String, String> properties() {
        return properties;
    }

    public void renames(List<RenameElement> elements) {
        for (RenameElement element : elements) {
            add("renameFields", "LineRename", pair("LineRename", "from", element.from(), "to", element.to()));
        }
    }

    public void statics(List<StaticFieldElement> elements) {
        for (StaticFieldElement element : elements) {
            add("staticField", "LineStatic", pair("LineStatic", "name", element.name(), "value", element.value()));
        }
    }

    public void redactions(List<RedactElement> elements) {
        for (RedactElement element : elements) {
            String pattern = element.pattern();
            if (pattern == null || pattern.isBlank()) {
                settings.fault("LineRedact", "", "no pattern", "write pattern=\"/regex/\"");
            } else {
                add("redactPatterns", "LineRedact", named(element.name(), pattern));
            }
        }
    }

    /** A regex after a name is written without slashes. */
    private static String named(@Nullable String name, String pattern) {
        boolean slashed = pattern.length() > 1 && pattern.startsWith("/") && pattern.endsWith("/");
        if (name == null || name.isBlank()) {
            return pattern;
        }
        return name + "=" + (slashed ? pattern.substring(1, pattern.length() - 1) : pattern);
    }

    /** Returns one line of a property's text. */
    private @Nullable String pair(
            String element, String keyName, @Nullable String key, String valueName, @Nullable String value) {
        if (key == null || key.isBlank() || key.indexOf('=') >= 0) {
            settings.fault(
                    element, key, "no " + keyName, "write " + keyName + "=\"...\", without an equals sign in it");
            return null;
        }
        if (value == null) {
            settings.fault(element, key, "no " + valueName, "write " + valueName + "=\"...\"");
            return null;
        }
        return key + "=" + value;
    }

    /** Refuses a line end, after which another entry of the property would begin. */
    private boolean isUsable(String element, String line) {
        if (UnresolvedLookupCheck.hasLineEnd(line)) {
            String name = line.substring(0, Math.max(0, line.indexOf('=')));
            settings.fault(element, name, "a line end in it", "write it in one line, or an attribute with JSON");
            return false;
        }
        UnresolvedLookupCheck.check(element, line, settings);
        return true;
    }

    private void add(String property, String element, @Nullable String line) {
        if (line == null || !isUsable(element, line)) {
            return;
        }
        String before = properties.get(property);
        if (before != null && before.strip().startsWith("{")) {
            settings.fault(property, "{...}", "JSON together with an element " + element, "use one of them");
        } else {
            properties.put(property, before == null || before.isBlank() ? line : before + "\n" + line);
        }
    }
}
