package io.github.lokiline.json;

import io.github.lokiline.json.internal.redact.SecretPattern;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the properties of an encoder say, read and checked. Immutable.
 *
 * @param layout which fields stand where
 * @param dress what surrounds the fields, and how texts are written
 * @param renames the name shown for the key of an extra
 * @param time how moments are written
 * @param levels how levels are written
 * @param secrets which keys hide their values
 * @param patterns which parts of texts are hidden
 * @param limits how large a line may be
 * @param extras how extras stand in the line
 * @param traces how stack traces are written
 */
record LineRules(
        LineLayout layout,
        LineDress dress,
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

    private static final Set<String> PROPERTIES = Set.of(
            "preset",
            "format",
            "datefmt",
            "timeZone",
            "levelNames",
            "renameFields",
            "staticFields",
            "staticField",
            "defaults",
            "keepMissing",
            "timestamp",
            "sequence",
            "prefix",
            "ensureAscii",
            "indent",
            "redactKeys",
            "redactPatterns",
            "maxLineBytes",
            "maxValueBytes",
            "maxStackBytes");

    static LineRules parse(Map<String, String> given, int customFields, Settings settings) {
        if (!given.keySet().stream().allMatch(LineRules::isProperty)) {
            throw new IllegalArgumentException("not all known: " + given.keySet());
        }
        Preset preset = Preset.parse(given.get("preset"), settings);
        Map<String, String> properties = preset.complete(given);
        Map<String, String> renames = settings.map("renameFields", properties.get("renameFields"));
        ExtraRules extras = ExtraRules.parse(properties, preset.extrasField(renames), settings);
        TraceRules traces = TraceRules.parse(properties, settings);
        LineLimits limits = LineLimits.parse(
                properties.get("maxLineBytes"),
                properties.get("maxValueBytes"),
                properties.get("maxStackBytes"),
                settings);
        LineLayout layout =
                new LayoutReader(properties, preset, renames, settings).read(traces, customFields, extras.groups());
        return new LineRules(
                layout,
                LineDress.parse(properties, settings),
                renames,
                TimeFormats.parse(properties.get("datefmt"), properties.get("timeZone"), settings),
                LevelNames.parse(properties.get("levelNames"), preset.levelNames(), settings),
                RedactKeys.parse(properties.get("redactKeys"), settings),
                RedactRules.parse(properties.get("redactPatterns"), settings),
                limits,
                extras,
                layout.has(TraceRules.STACK_HASH) ? traces.withHash() : traces);
    }

    private static boolean isProperty(String name) {
        return PROPERTIES.contains(name)
                || ExtraRules.PROPERTIES.contains(name)
                || TraceRules.PROPERTIES.contains(name);
    }
}
