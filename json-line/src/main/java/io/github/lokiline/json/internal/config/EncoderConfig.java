package io.github.lokiline.json.internal.config;

import io.github.lokiline.json.internal.field.LevelNames;
import io.github.lokiline.json.internal.field.TimestampFormat;
import io.github.lokiline.json.internal.redact.RedactPattern;
import io.github.lokiline.json.internal.redact.SensitiveKeys;
import io.github.lokiline.json.spi.PropertyParser;
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
public record EncoderConfig(
        FieldLayout layout,
        LineFormat dress,
        Map<String, String> renames,
        TimestampFormat time,
        LevelNames levels,
        SensitiveKeys secrets,
        List<RedactPattern> patterns,
        SizeLimits limits,
        ExtraFieldsConfig extras,
        StackTraceConfig traces) {

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

    public static EncoderConfig parse(Map<String, String> given, int customFields, PropertyParser settings) {
        if (!given.keySet().stream().allMatch(EncoderConfig::isProperty)) {
            throw new IllegalArgumentException("not all known: " + given.keySet());
        }
        Preset preset = Preset.parse(given.get("preset"), settings);
        Map<String, String> properties = preset.complete(given);
        Map<String, String> renames = settings.map("renameFields", properties.get("renameFields"));
        ExtraFieldsConfig extras = ExtraFieldsConfig.parse(properties, preset.extrasField(renames), settings);
        StackTraceConfig traces = StackTraceConfig.parse(properties, settings);
        SizeLimits limits = SizeLimits.parse(
                properties.get("maxLineBytes"),
                properties.get("maxValueBytes"),
                properties.get("maxStackBytes"),
                settings);
        FieldLayout layout = new FieldLayoutParser(properties, preset, renames, settings)
                .read(traces, customFields, extras.groups());
        return new EncoderConfig(
                layout,
                LineFormat.parse(properties, settings),
                renames,
                TimestampFormats.parse(properties.get("datefmt"), properties.get("timeZone"), settings),
                LevelNames.parse(properties.get("levelNames"), preset.levelNames(), settings),
                SensitiveKeysParser.parse(properties.get("redactKeys"), settings),
                RedactPatternsParser.parse(properties.get("redactPatterns"), settings),
                limits,
                extras,
                layout.has(StackTraceConfig.STACK_HASH) ? traces.withHash() : traces);
    }

    private static boolean isProperty(String name) {
        return PROPERTIES.contains(name)
                || ExtraFieldsConfig.PROPERTIES.contains(name)
                || StackTraceConfig.PROPERTIES.contains(name);
    }
}
