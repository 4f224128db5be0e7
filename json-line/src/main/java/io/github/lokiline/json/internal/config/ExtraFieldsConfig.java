package io.github.lokiline.json.internal.config;

import io.github.lokiline.json.internal.extra.FieldNameCache;
import io.github.lokiline.json.spi.KeyFilter;
import io.github.lokiline.json.spi.PropertyParser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The additional fields of a line and their objects. Immutable.
 *
 * @param field the name shown of the object that holds all additional fields but the static ones; null if they
 *     are beside the built-in fields
 * @param mdcField the name of the object that holds the diagnostic context; null for none
 * @param keyValuesField the name of the object that holds the key-values, maybe the same; null for none
 * @param globs the filter for the keys of each source
 * @param typedMdc the keys of the diagnostic context whose texts are written as numbers and other JSON; null for none
 * @param argumentsAsText true to write arguments that are objects of the application by their own text
 * @param nestsDots true to write {@code a.b} as {@code b} in an object {@code a}
 * @param most the most additional fields of a line
 * @param duplicates the treatment of fields with the same name
 * @param omission the values whose fields are left out
 */
public record ExtraFieldsConfig(
        @Nullable String field,
        @Nullable String mdcField,
        @Nullable String keyValuesField,
        Map<Source, KeyFilter> globs,
        @Nullable KeyFilter typedMdc,
        boolean argumentsAsText,
        boolean nestsDots,
        int most,
        DuplicateKeyPolicy duplicates,
        Omission omission) {

    private static final int MOST = 128;
    private static final int LARGEST_MOST = 10_000;

    /** A source of additional fields. */
    public enum Source {
        MDC("mdc", "all"),
        KEY_VALUES("keyValues", "all"),
        CONTEXT("context", "none"),
        MARKERS("markers", "none"),
        ARGUMENTS("arguments", "none");

        private final String property;
        private final String fallback;

        Source(String property, String fallback) {
            this.property = property;
            this.fallback = fallback;
        }
    }

    /**
     * Reads the properties.
     *
     * @param properties text by property
     * @param field the name shown of the object that holds all additional fields, or null
     * @param settings collects the errors
     */
    static ExtraFieldsConfig parse(Map<String, String> properties, @Nullable String field, PropertyParser settings) {
        Map<Source, KeyFilter> globs = new LinkedHashMap<>();
        for (Source source : Source.values()) {
            String text = settings.text(source.property, properties.get(source.property), source.fallback);
            globs.put(source, KeyFilter.parse(source.property, text, settings));
        }
        String dots = settings.choice("dottedKeys", properties.get("dottedKeys"), "keep", List.of("keep", "nest"));
        return new ExtraFieldsConfig(
                field,
                group("mdcField", properties, settings),
                group("keyValuesField", properties, settings),
                Map.copyOf(globs),
                typed(properties.get("typedMdc"), settings),
                settings.bool("argumentsAsText", properties.get("argumentsAsText"), false),
                dots.equals("nest"),
                settings.integer("maxExtras", properties.get("maxExtras"), MOST, 1, LARGEST_MOST),
                DuplicateKeyPolicy.parse(properties.get("duplicateKeys"), settings),
                Omission.parse(properties, settings));
    }

    /** Returns whether the last of several values with the same name is shown. */
    public boolean showsLast() {
        return duplicates == DuplicateKeyPolicy.LAST;
    }

    public KeyFilter globs(Source source) {
        return globs.getOrDefault(source, KeyFilter.NONE);
    }

    /** Returns the objects beside the built-in fields: the property that names each, by its name. */
    Map<String, String> groups() {
        if (field != null) {
            return Map.of(field, "preset");
        }
        return innerGroups();
    }

    /** Returns the objects that hold the fields of one source: the property that names each, by its name. */
    public Map<String, String> innerGroups() {
        Map<String, String> groups = new LinkedHashMap<>();
        if (keyValuesField != null) {
            groups.put(keyValuesField, "keyValuesField");
        }
        if (mdcField != null) {
            groups.put(mdcField, "mdcField");
        }
        return groups;
    }

    private static @Nullable KeyFilter typed(@Nullable String text, PropertyParser settings) {
        KeyFilter keys = KeyFilter.parse("typedMdc", settings.text("typedMdc", text, "none"), settings);
        return keys.takesNone() ? null : keys;
    }

    private static @Nullable String group(String property, Map<String, String> properties, PropertyParser settings) {
        String name = settings.text(property, properties.get(property), "").strip();
        return name.isEmpty() ? null : FieldNameCache.writable(name);
    }
}
