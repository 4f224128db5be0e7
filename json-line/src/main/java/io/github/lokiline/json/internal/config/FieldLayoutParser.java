package io.github.lokiline.json.internal.config;

import io.github.lokiline.json.internal.field.BuiltInFields;
import io.github.lokiline.json.internal.finish.LineNester;
import io.github.lokiline.json.spi.PropertyParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@link FieldLayout} from the properties and reports names that two fields would have. Owned by the thread that
 * starts an encoder.
 */
final class FieldLayoutParser {
    private static final String OTHER_NAME = "choose another name";

    private final Map<String, String> properties;
    private final Preset preset;
    private final Map<String, String> renames;
    private final PropertyParser settings;
    private final Map<String, String> ownNames = new HashMap<>();
    private final Map<String, @Nullable Object> defaults = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> statics = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();

    FieldLayoutParser(
            Map<String, String> properties, Preset preset, Map<String, String> renames, PropertyParser settings) {
        this.properties = properties;
        this.preset = preset;
        this.renames = renames;
        this.settings = settings;
    }

    /**
     * Reads the layout.
     *
     * @param traces the format of stack traces, possibly with a hash
     * @param customFields the number of field writers of the application
     * @param additional the additional fields, whose objects no other field is named as
     */
    FieldLayout read(StackTraceConfig traces, int customFields, ExtraFieldsConfig additional) {
        Map<String, String> groups = additional.groups();
        readDefaults();
        Set<String> named = named();
        Set<String> keys = new LinkedHashSet<>(defaults.keySet());
        keys.addAll(named);
        List<String> behind = new ArrayList<>(preset.tail());
        if (traces.hashed()) {
            behind.add(StackTraceConfig.STACK_HASH);
        }
        named.addAll(behind);
        behind.removeAll(keys);
        String timestamp = shownOrNull(switchName("timestamp", "timestamp"));
        claim(keys, behind, timestamp, groups);
        List<String> fieldErrors = fieldErrors(customFields);
        for (String name : fieldErrors) {
            claim(name, name);
        }
        Set<String> own = own(behind, timestamp, groups);
        own.addAll(fieldErrors);
        readStatics(own);
        List<FieldSlot> head = new ArrayList<>();
        for (String key : keys) {
            head.add(named.contains(key) ? place(key) : extra(key));
        }
        List<FieldSlot> tail = new ArrayList<>();
        for (String key : behind) {
            tail.add(place(key));
        }
        for (FieldSlot place : head) {
            statics.remove(place.shown());
        }
        if (additional.nestsDots()) {
            taken.addAll(LineNester.objects(Stream.concat(taken.stream(), statics.keySet().stream())));
        }
        return new FieldLayout(
                List.copyOf(head),
                List.copyOf(tail),
                statics,
                timestamp,
                missing(head, timestamp),
                shown(EncoderConfig.TRUNCATED),
                fieldErrors,
                shown(EncoderConfig.EXTRAS_ERROR),
                Set.copyOf(taken));
    }

    private void readDefaults() {
        for (Map.Entry<String, @Nullable Object> given :
                settings.values("defaults", properties.get("defaults")).entrySet()) {
            defaults.put(preset.attribute(given.getKey()), given.getValue());
        }
    }

    /** Returns the fields that the format names, and the sequence number if it is on. */
    private Set<String> named() {
        Set<String> named = new LinkedHashSet<>();
        String format = settings.text("format", properties.get("format"), preset.format());
        for (String name : FormatParser.parse(format, settings)) {
            named.add(preset.attribute(name));
        }
        String sequence = switchName(BuiltInFields.SEQUENCE, BuiltInFields.SEQUENCE);
        if (sequence != null) {
            named.add(BuiltInFields.SEQUENCE);
            ownNames.put(BuiltInFields.SEQUENCE, sequence);
        }
        return named;
    }

    /** Reads {@code true}, {@code false}, or the name of a field; null for {@code false}. */
    private @Nullable String switchName(String property, String usual) {
        String text = settings.text(property, properties.get(property), "false").strip();
        if (text.equalsIgnoreCase("false")) {
            return null;
        }
        return text.equalsIgnoreCase("true") ? usual : text;
    }

    /** Returns the name shown: renamed by the attribute's name, or by the name that the preset gives it. */
    private String shown(String key) {
        String shown = ownNames.getOrDefault(key, preset.shown().getOrDefault(key, key));
        return renames.getOrDefault(key, renames.getOrDefault(shown, shown));
    }

    private @Nullable String shownOrNull(@Nullable String key) {
        return key == null ? null : renames.getOrDefault(key, key);
    }

    private void claim(Set<String> keys, List<String> behind, @Nullable String timestamp, Map<String, String> groups) {
        for (String key : keys) {
            claim(key, shown(key));
        }
        for (String key : behind) {
            claim(key, shown(key));
        }
        claim(EncoderConfig.TRUNCATED, shown(EncoderConfig.TRUNCATED));
        claim(EncoderConfig.EXTRAS_ERROR, shown(EncoderConfig.EXTRAS_ERROR));
        if (timestamp != null && !taken.add(timestamp)) {
            settings.fault("timestamp", timestamp, "two fields would be named " + timestamp, OTHER_NAME);
        }
        for (Map.Entry<String, String> group : groups.entrySet()) {
            if (!taken.add(group.getKey())) {
                settings.fault(group.getValue(), group.getKey(), "another field of the line has this name", OTHER_NAME);
            }
        }
    }

    private void claim(String key, String shown) {
        if (!taken.add(shown)) {
            settings.fault("renameFields", key + "=" + shown, "two fields would be named " + shown, OTHER_NAME);
        }
    }

    /** Returns the names that no static field can have. */
    private Set<String> own(List<String> behind, @Nullable String timestamp, Map<String, String> groups) {
        Set<String> own = new HashSet<>(groups.keySet());
        for (String key : behind) {
            own.add(shown(key));
        }
        own.add(shown(EncoderConfig.TRUNCATED));
        own.add(shown(EncoderConfig.EXTRAS_ERROR));
        if (timestamp != null) {
            own.add(timestamp);
        }
        return own;
    }

    private void readStatics(Set<String> own) {
        Map<String, @Nullable Object> given =
                new LinkedHashMap<>(settings.values("staticFields", properties.get("staticFields")));
        given.putAll(settings.values("staticField", properties.get("staticField")));
        for (Map.Entry<String, @Nullable Object> field : given.entrySet()) {
            String shown = renames.getOrDefault(field.getKey(), field.getKey());
            if (own.contains(shown)) {
                settings.fault("staticFields", shown, "the encoder writes this field itself", OTHER_NAME);
            }
            statics.put(shown, field.getValue());
        }
    }

    /** Returns the slot of an attribute, which a static field of the same name replaces. */
    private FieldSlot place(String key) {
        String shown = shown(key);
        if (!BuiltInFields.NAMES.contains(key) && !preset.constants().containsKey(key)) {
            return extra(key);
        }
        if (statics.containsKey(shown)) {
            return new FieldSlot(FieldSlot.Kind.CONSTANT, key, shown, true, statics.get(shown));
        }
        if (preset.constants().containsKey(key)) {
            return new FieldSlot(
                    FieldSlot.Kind.CONSTANT,
                    key,
                    shown,
                    true,
                    preset.constants().get(key));
        }
        return new FieldSlot(FieldSlot.Kind.ATTRIBUTE, key, shown, defaults.containsKey(key), defaults.get(key));
    }

    /** Returns the slot of an additional field, whose fallback is a static field of the same name or a default. */
    private FieldSlot extra(String key) {
        String shown = shown(key);
        boolean isStatic = statics.containsKey(shown);
        Object fallback = isStatic ? statics.get(shown) : defaults.get(key);
        return new FieldSlot(FieldSlot.Kind.EXTRA, key, shown, isStatic || defaults.containsKey(key), fallback);
    }

    private static List<String> fieldErrors(int customFields) {
        List<String> names = new ArrayList<>();
        for (int number = 1; number <= customFields; number++) {
            names.add(number == 1 ? "field_error" : "field_error_" + number);
        }
        return List.copyOf(names);
    }

    private List<String> missing(List<FieldSlot> head, @Nullable String timestamp) {
        if (!settings.bool("keepMissing", properties.get("keepMissing"), false)) {
            return List.of();
        }
        Set<String> missing = new LinkedHashSet<>(renames.values());
        for (FieldSlot place : head) {
            missing.remove(place.shown());
        }
        missing.removeAll(statics.keySet());
        missing.removeAll(List.of(shown(EncoderConfig.TRUNCATED), shown(EncoderConfig.EXTRAS_ERROR)));
        if (timestamp != null) {
            missing.remove(timestamp);
        }
        return List.copyOf(missing);
    }
}
