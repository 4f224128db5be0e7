package io.github.lokiline.json.internal.config;

import io.github.lokiline.json.internal.field.LevelNames;
import io.github.lokiline.json.internal.field.TimestampFormat;
import io.github.lokiline.json.internal.redact.RedactPattern;
import io.github.lokiline.json.internal.redact.Redactor;
import io.github.lokiline.json.internal.redact.SensitiveKeys;
import io.github.lokiline.json.spi.PropertyParser;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of an encoder, read from its properties and checked. Immutable.
 *
 * @param layout the fields and their order
 * @param dress the text around the fields, and the escaping of texts
 * @param renames the name shown for the key of an additional field
 * @param time the format of timestamps
 * @param levels the names of levels
 * @param secrets the keys whose values are masked
 * @param redactor masks parts of texts, and removes the escape sequences of terminals; null for neither
 * @param jsonMessage true to write a message that is a JSON object as an object
 * @param limits the most bytes of a line and its parts
 * @param additional the additional fields
 * @param traces the format of stack traces
 */
public record EncoderConfig(
        FieldLayout layout,
        LineFormat dress,
        Map<String, String> renames,
        TimestampFormat time,
        LevelNames levels,
        SensitiveKeys secrets,
        @Nullable Redactor redactor,
        boolean jsonMessage,
        SizeLimits limits,
        ExtraFieldsConfig additional,
        StackTraceConfig traces) {

    static final String TRUNCATED = "truncated";
    static final String EXTRAS_ERROR = "extras_error";

    private static final List<String> LINE_ENDS = List.of("LF", "CRLF", "\\n", "\\r\\n");
    private static final Set<String> PROPERTIES = Set.of("""
            preset format datefmt timeZone levelNames renameFields staticFields staticField
            defaults keepMissing omitNulls omitEmpty timestamp sequence prefix ensureAscii indent
            redactKeys redactPatterns stripAnsi jsonMessage
            maxLineBytes maxValueBytes maxStackBytes
            mdc keyValues context markers arguments argumentsAsText typedMdc mdcField keyValuesField
            dottedKeys maxExtras duplicateKeys
            rootCauseFirst stackAsArray shortenNames stackHash maxStackFrames excludeFrames
            truncateFramesAfter hideExceptionMessages omitStackOf
            """.split("\\s+"));

    public static EncoderConfig parse(Map<String, String> given, int customFields, PropertyParser settings) {
        if (!PROPERTIES.containsAll(given.keySet())) {
            throw new IllegalArgumentException("not all known: " + given.keySet());
        }
        Preset preset = Preset.parse(given.get("preset"), settings);
        Map<String, String> properties = preset.complete(given);
        Map<String, String> renames = preset.renames(settings.map("renameFields", properties.get("renameFields")));
        ExtraFieldsConfig additional = ExtraFieldsConfig.parse(properties, preset.extrasField(renames), settings);
        StackTraceConfig traces = StackTraceConfig.parse(properties, settings);
        SizeLimits limits = SizeLimits.parse(
                properties.get("maxLineBytes"),
                properties.get("maxValueBytes"),
                properties.get("maxStackBytes"),
                settings);
        FieldLayout layout =
                new FieldLayoutParser(properties, preset, renames, settings).read(traces, customFields, additional);
        return new EncoderConfig(
                layout,
                LineFormat.parse(properties, settings),
                renames,
                TimestampFormats.parse(properties.get("datefmt"), properties.get("timeZone"), settings),
                LevelNames.parse(properties.get("levelNames"), preset.levelNames(), settings),
                SensitiveKeys.parse(properties.get("redactKeys"), settings),
                redactor(properties, settings),
                settings.bool("jsonMessage", properties.get("jsonMessage"), false),
                limits,
                additional,
                layout.has(StackTraceConfig.STACK_HASH) ? traces.withHash() : traces);
    }

    private static @Nullable Redactor redactor(Map<String, String> properties, PropertyParser settings) {
        List<RedactPattern> patterns = RedactPatternsParser.parse(properties.get("redactPatterns"), settings);
        boolean withoutAnsi = settings.bool("stripAnsi", properties.get("stripAnsi"), false);
        return patterns.isEmpty() && !withoutAnsi ? null : new Redactor(patterns, withoutAnsi);
    }

    /** Reads the property {@code lineSeparator}, whose default is not the platform's: a line must not depend on its machine. */
    public static byte[] lineEnd(@Nullable String value, PropertyParser settings) {
        String word = settings.choice("lineSeparator", value, "LF", LINE_ENDS);
        return LINE_ENDS.indexOf(word) % 2 == 0 ? new byte[] {'\n'} : new byte[] {'\r', '\n'};
    }
}
