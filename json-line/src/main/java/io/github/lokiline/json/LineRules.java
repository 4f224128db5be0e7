package io.github.lokiline.json;

import io.github.lokiline.json.internal.redact.SecretPattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the properties of an encoder say, read and checked. Immutable.
 *
 * @param fields attributes and extras that have a place in the line, in order, to the name shown
 * @param statics static fields by the name shown; any JSON
 * @param renames the name shown for a name
 * @param time how moments are written
 * @param levels how levels are written
 * @param secrets which keys hide their values
 * @param patterns which parts of texts are hidden
 * @param limits how large a line may be
 * @param extras how extras stand in the line
 * @param traces how stack traces are written
 */
record LineRules(
        Map<String, String> fields,
        Map<String, @Nullable Object> statics,
        Map<String, String> renames,
        TimeFormat time,
        LevelNames levels,
        SecretKeys secrets,
        List<SecretPattern> patterns,
        LineLimits limits,
        ExtraRules extras,
        TraceRules traces) {

    static final String TRUNCATED = "truncated";
    static final String EXTRAS_ERROR = "extras_error";

    private static final List<String> PRESETS = List.of("python");
    private static final String PYTHON = "asctime,levelname,name,message,threadName";
    private static final Set<String> PROPERTIES = Set.of(
            "preset",
            "format",
            "datefmt",
            "timeZone",
            "levelNames",
            "renameFields",
            "staticFields",
            "staticField",
            "redactKeys",
            "redactPatterns",
            "maxLineBytes",
            "maxValueBytes",
            "maxStackBytes");

    static LineRules parse(Map<String, String> properties, Settings settings) {
        if (!properties.keySet().stream().allMatch(LineRules::isProperty)) {
            throw new IllegalArgumentException("not all known: " + properties.keySet());
        }
        settings.choice("preset", properties.get("preset"), "python", PRESETS);
        Map<String, String> renames = settings.map("renameFields", properties.get("renameFields"));
        ExtraRules extras = ExtraRules.parse(properties, null, settings);
        TraceRules traces = TraceRules.parse(properties, settings);
        LineLimits limits = LineLimits.parse(
                properties.get("maxLineBytes"),
                properties.get("maxValueBytes"),
                properties.get("maxStackBytes"),
                settings);
        Map<String, String> fields = fields(properties.get("format"), renames, traces, settings);
        refuseTakenGroups(extras, traces, fields, renames, settings);
        return new LineRules(
                fields,
                statics(properties, renames, extras, traces, settings),
                renames,
                TimeFormats.parse(properties.get("datefmt"), properties.get("timeZone"), settings),
                LevelNames.parse(properties.get("levelNames"), settings),
                secrets(properties.get("redactKeys"), settings),
                RedactRules.parse(properties.get("redactPatterns"), settings),
                limits,
                extras,
                traces);
    }

    private static boolean isProperty(String name) {
        return PROPERTIES.contains(name)
                || ExtraRules.PROPERTIES.contains(name)
                || TraceRules.PROPERTIES.contains(name);
    }

    String shown(String name) {
        return renames.getOrDefault(name, name);
    }

    private static Map<String, String> fields(
            @Nullable String format, Map<String, String> renames, TraceRules traces, Settings settings) {
        Map<String, String> fields = new LinkedHashMap<>();
        Set<String> taken = new LinkedHashSet<>();
        List<String> names = new ArrayList<>(FieldNames.parse(settings.text("format", format, PYTHON), settings));
        for (String name : names) {
            fields.put(name, renames.getOrDefault(name, name));
        }
        for (String own : own(traces)) {
            if (!names.contains(own)) {
                names.add(own);
            }
        }
        for (String name : names) {
            String shown = renames.getOrDefault(name, name);
            if (!taken.add(shown)) {
                settings.fault(
                        "renameFields",
                        name + "=" + shown,
                        "two fields would be named " + shown,
                        "choose another name");
            }
        }
        return fields;
    }

    private static void refuseTakenGroups(
            ExtraRules extras,
            TraceRules traces,
            Map<String, String> fields,
            Map<String, String> renames,
            Settings settings) {
        Set<String> taken = new LinkedHashSet<>(fields.values());
        for (String own : own(traces)) {
            taken.add(renames.getOrDefault(own, own));
        }
        extras.groups().forEach((name, property) -> {
            if (taken.contains(name)) {
                settings.fault(property, name, "another field of the line has this name", "choose another name");
            }
        });
    }

    private static Map<String, @Nullable Object> statics(
            Map<String, String> properties,
            Map<String, String> renames,
            ExtraRules extras,
            TraceRules traces,
            Settings settings) {
        Set<String> own = new LinkedHashSet<>(own(traces));
        own.addAll(extras.groups().keySet());
        Map<String, @Nullable Object> given =
                new LinkedHashMap<>(settings.values("staticFields", properties.get("staticFields")));
        given.putAll(settings.values("staticField", properties.get("staticField")));
        Map<String, @Nullable Object> statics = new LinkedHashMap<>();
        for (Map.Entry<String, @Nullable Object> entry : given.entrySet()) {
            String shown = renames.getOrDefault(entry.getKey(), entry.getKey());
            if (own.contains(shown)) {
                settings.fault("staticFields", shown, "the encoder writes this field itself", "choose another name");
            }
            statics.put(shown, entry.getValue());
        }
        return statics;
    }

    /** What the encoder writes besides the fields of the format. */
    private static List<String> own(TraceRules traces) {
        List<String> own = new ArrayList<>(List.of(Attributes.EXC_INFO, TRUNCATED, EXTRAS_ERROR));
        if (traces.hashed()) {
            own.add(TraceRules.STACK_HASH);
        }
        return own;
    }

    /** A leading {@code +} extends the default list, anything else replaces it. */
    private static SecretKeys secrets(@Nullable String redactKeys, Settings settings) {
        String text = settings.text("redactKeys", redactKeys, "+").strip();
        List<String> keys =
                new ArrayList<>(settings.list("redactKeys", text.startsWith("+") ? text.substring(1) : text));
        for (String key : keys) {
            if (SecretKeys.normal(key).isEmpty()) {
                settings.fault("redactKeys", key, "no letter or digit", "write keys such as password, api_key");
            }
        }
        if (text.startsWith("+")) {
            keys.addAll(SecretKeys.DEFAULTS);
        }
        return SecretKeys.of(keys);
    }
}
