package io.github.lokiline.logback.json;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.github.lokiline.json.FieldWriter;
import io.github.lokiline.json.LinePostProcessor;
import io.github.lokiline.json.spi.EncoderExtensions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The properties of the encoders, as Logback's XML sets them. Used by the configuring thread only.
 *
 * <p>A setter stores the text of its property; {@code start()} checks all of them and reports all errors together.
 * Logback's own converters would replace an invalid value by a default without a message. A property that may be
 * repeated has an {@code add} method, because Logback calls a setter for each element and only the last one would
 * count.
 * <p>An empty text means that the property is not set. Lists are separated by commas or line ends; maps have one {@code
 * key=value} a line, or are a JSON object. Sizes need a unit: {@code 64 KB}.
 *
 * <p>Public because Logback ignores the bridge methods that the compiler adds to a public class for setters inherited
 * from a package-private one; not meant to be extended.
 */
public abstract class AbstractEncoderProperties extends ContextAwareBase {
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final List<FieldWriter<ILoggingEvent>> fields = new ArrayList<>();
    private final List<LinePostProcessor> postProcessors = new ArrayList<>();

    AbstractEncoderProperties() {}

    /** Returns the texts by property. */
    final Map<String, String> properties() {
        return Collections.unmodifiableMap(properties);
    }

    /** Returns the application's field writers and post-processors. */
    final EncoderExtensions<ILoggingEvent> extensions() {
        return new EncoderExtensions<>(fields, postProcessors);
    }

    final void set(String property, String text) {
        properties.put(property, text);
    }

    /** Appends a line to the text of a repeatable property. */
    private void add(String property, String text) {
        properties.merge(property, text, (before, next) -> before + "\n" + next);
    }

    /**
     * Sets {@code preset}. Fields, their names, and the form of level and time: {@code python}, {@code structlog},
     * {@code tagged}, {@code logstash}, {@code ecs}, {@code gcp} or {@code datadog}; for {@code LogfmtEncoder} also
     * {@code tskv}. Default: {@code python}.
     */
    public void setPreset(String preset) {
        set("preset", preset);
    }

    /**
     * Sets {@code format}. Built-in fields in their order, in any style of python-json-logger:
     * {@code %(asctime)s %(name)s}, {@code {name}{message}}, {@code $name $message} or {@code asctime,name,message}.
     * Only the names count. Another name takes the additional field of that name. {@code pathname}, {@code filename},
     * {@code module}, {@code lineno}, {@code funcName} and {@code source_location} need the caller of every event, which
     * is expensive. Default: of the preset.
     */
    public void setFormat(String format) {
        set("format", format);
    }

    /**
     * Sets {@code datefmt}. Format of {@code asctime}: strftime ({@code %Y-%m-%d %H:%M:%S}), a Java pattern
     * ({@code yyyy-MM-dd HH:mm:ss}), or {@code epoch_millis}, {@code epoch_seconds}, {@code iso_micros},
     * {@code iso_nanos}. Default: ISO-8601 with milliseconds.
     */
    public void setDatefmt(String datefmt) {
        set("datefmt", datefmt);
    }

    /**
     * Sets {@code timeZone}. Zone of the times in a line, such as {@code Europe/Berlin} or {@code +01:00}. Default:
     * {@code UTC}.
     */
    public void setTimeZone(String timeZone) {
        set("timeZone", timeZone);
    }

    /**
     * Sets {@code levelNames}. Names of the levels: {@code python} (WARNING), {@code java} (WARN), {@code lower}
     * (warn), {@code structlog} (warning), {@code gcp} (WARNING, and TRACE as DEBUG), or a map for the levels that
     * differ from the preset, {@code WARN=warning}. Default: of the preset.
     */
    public void setLevelNames(String levelNames) {
        set("levelNames", levelNames);
    }

    /** Sets {@code renameFields}. Map of field names to the names in the line, {@code levelname=level}. */
    public void setRenameFields(String renameFields) {
        set("renameFields", renameFields);
    }

    /**
     * Sets {@code keepMissing}. If {@code true}, a line without a renamed field has its new name with {@code null}, at
     * the end. Default: {@code false}.
     */
    public void setKeepMissing(String keepMissing) {
        set("keepMissing", keepMissing);
    }

    /**
     * Sets {@code omitNulls}. If {@code true}, leaves out fields whose value is null; if {@code exceptions}, only those
     * of {@code format} that describe an exception, in lines without one. Default: {@code false}.
     */
    public void setOmitNulls(String omitNulls) {
        set("omitNulls", omitNulls);
    }

    /**
     * Sets {@code omitEmpty}. If {@code true}, leaves out fields whose value is null, an empty text, or a list or
     * object without content. Default: {@code false}.
     */
    public void setOmitEmpty(String omitEmpty) {
        set("omitEmpty", omitEmpty);
    }

    /**
     * Sets {@code defaults}. Map of fields at the start of the line, with the value to write if the event has none.
     * Values may be any JSON.
     */
    public void setDefaults(String defaults) {
        set("defaults", defaults);
    }

    /**
     * Sets {@code timestamp}. If {@code true}, adds a last field {@code timestamp} in UTC with microseconds,
     * {@code 2025-11-20T10:30:45.123456Z}; any other text is the name of the field. Default: {@code false}.
     */
    public void setTimestamp(String timestamp) {
        set("timestamp", timestamp);
    }

    /**
     * Sets {@code sequence}. If {@code true}, adds a field {@code sequence} after those of the format, which counts the
     * lines of this encoder; any other text is the name of the field. Default: {@code false}.
     */
    public void setSequence(String sequence) {
        set("sequence", sequence);
    }

    /** Sets {@code prefix}. Plain text in front of the JSON. In double quotes it keeps its spaces: {@code "@cee: "}. */
    public void setPrefix(String prefix) {
        set("prefix", prefix);
    }

    /**
     * Sets {@code ensureAscii}. If {@code true}, writes all characters that are not ASCII, and the delete character, as
     * a backslash, {@code u} and four digits. Default: {@code false}.
     */
    public void setEnsureAscii(String ensureAscii) {
        set("ensureAscii", ensureAscii);
    }

    /**
     * Sets {@code indent}. Number of spaces that a level is indented, 1 to 16, for consoles: an event then takes
     * several lines. An event that would exceed {@code maxLineBytes} stays in one line. Of {@code JsonEncoder} only.
     * Default: {@code 0}.
     */
    public void setIndent(String indent) {
        set("indent", indent);
    }

    /**
     * Sets {@code jsonMessage}. If {@code true}, writes a message that is a JSON object as an object, with secrets
     * masked in it. Default: {@code false}.
     */
    public void setJsonMessage(String jsonMessage) {
        set("jsonMessage", jsonMessage);
    }

    /**
     * Adds a value of {@code field}. A {@code FieldWriter} of the application,
     * {@code <field class="com.acme.Region"/>}. May be repeated.
     */
    public void addField(FieldWriter<ILoggingEvent> field) {
        fields.add(field);
    }

    /**
     * Adds a value of {@code linePostProcessor}. A {@code LinePostProcessor} of the application,
     * {@code <linePostProcessor class="com.acme.Tidy"/>}, which changes the whole line. May be repeated.
     */
    public void addLinePostProcessor(LinePostProcessor linePostProcessor) {
        postProcessors.add(linePostProcessor);
    }

    /** Sets {@code staticFields}. Map of fields that are the same in each line. Values may be any JSON. */
    public void setStaticFields(String staticFields) {
        set("staticFields", staticFields);
    }

    /** Adds a value of {@code staticField}. One static field, {@code name=value}. May be repeated. */
    public void addStaticField(String staticField) {
        add("staticField", staticField);
    }

    /**
     * Adds a value of {@code redactKeys}. Keys whose values are written as {@code ***}, separated by commas. A
     * {@code +} before any of them extends the default list (password, token, authorization and the like), {@code none}
     * switches it off. May be repeated.
     */
    public void addRedactKeys(String redactKeys) {
        add("redactKeys", redactKeys);
    }

    /**
     * Adds a value of {@code mdc}. Selected entries of the MDC: {@code all}, {@code none}, or globs such as
     * {@code request_id, user_*, !user_secret}. May be repeated. Default: {@code all}.
     */
    public void addMdc(String mdc) {
        add("mdc", mdc);
    }

    /**
     * Adds a value of {@code typedMdc}. Selected entries of the MDC, as for {@code mdc}, that are written as a number,
     * a boolean, an object or a list where their text is one in JSON: {@code all}, {@code none}, or globs. May be
     * repeated. Default: {@code none}.
     */
    public void addTypedMdc(String typedMdc) {
        add("typedMdc", typedMdc);
    }

    /**
     * Adds a value of {@code keyValues}. Selected SLF4J key-values, as for {@code mdc}: {@code all}, {@code none}, or
     * globs. May be repeated. Default: {@code all}.
     */
    public void addKeyValues(String keyValues) {
        add("keyValues", keyValues);
    }

    /**
     * Adds a value of {@code context}. Selected properties of the logger context, as for {@code mdc}: {@code all},
     * {@code none}, or globs. May be repeated. Default: {@code none}.
     */
    public void addContext(String context) {
        add("context", context);
    }

    /**
     * Adds a value of {@code markers}. Selected markers, in an array {@code tags}: {@code all}, {@code none}, or globs,
     * as for {@code mdc}. May be repeated. Default: {@code none}.
     */
    public void addMarkers(String markers) {
        add("markers", markers);
    }

    /**
     * Adds a value of {@code arguments}. Selected arguments of the message, as {@code arg0}, {@code arg1} and so on:
     * {@code all}, {@code none}, or globs, as for {@code mdc}. May be repeated. Default: {@code none}.
     */
    public void addArguments(String arguments) {
        add("arguments", arguments);
    }

    /**
     * Sets {@code argumentsAsText}. If {@code true}, writes arguments that are objects of the application by their own
     * text, not by their properties, as {@code arg0} and in {@code args}. Default: {@code false}.
     */
    public void setArgumentsAsText(String argumentsAsText) {
        set("argumentsAsText", argumentsAsText);
    }

    /**
     * Sets {@code mdcField}. Name of an object that holds the MDC, left out if it would be empty. It may equal
     * {@code keyValuesField}.
     */
    public void setMdcField(String mdcField) {
        set("mdcField", mdcField);
    }

    /**
     * Sets {@code keyValuesField}. Name of an object that holds the key-values, left out if it would be empty. It may
     * equal {@code mdcField}.
     */
    public void setKeyValuesField(String keyValuesField) {
        set("keyValuesField", keyValuesField);
    }

    /**
     * Sets {@code dottedKeys}. Dots in the names of fields: {@code nest} writes {@code http.method} as
     * {@code method} in an object {@code http}, {@code keep} leaves them. Default: {@code keep}.
     */
    public void setDottedKeys(String dottedKeys) {
        set("dottedKeys", dottedKeys);
    }

    /**
     * Sets {@code maxExtras}. Maximum number of additional fields in a line, 1 to 10000. Further ones are left out, and
     * {@code truncated} is added. Default: {@code 128}.
     */
    public void setMaxExtras(String maxExtras) {
        set("maxExtras", maxExtras);
    }

    /**
     * Sets {@code duplicateKeys}. Additional fields with the same name: {@code last} writes the last value at the first
     * position, {@code first} the first value, {@code suffix} each value, the second as {@code name_2}. Default:
     * {@code last}.
     */
    public void setDuplicateKeys(String duplicateKeys) {
        set("duplicateKeys", duplicateKeys);
    }

    /**
     * Adds a value of {@code redactPatterns}. Patterns that are written as {@code ***} in any text: {@code card},
     * {@code email}, {@code bearer}, {@code jwt}, {@code iban}, {@code /regex/} or {@code name=regex}. May be repeated.
     */
    public void addRedactPatterns(String redactPatterns) {
        add("redactPatterns", redactPatterns);
    }

    /**
     * Sets {@code stripAnsi}. If {@code true}, removes the escape sequences of terminals, such as colours, from all
     * texts. Default: {@code false}.
     */
    public void setStripAnsi(String stripAnsi) {
        set("stripAnsi", stripAnsi);
    }

    /**
     * Sets {@code maxLineBytes}. Maximum length of a line, by default Loki's own limit. The stack trace is shortened
     * first, then the message, then additional fields, and {@code truncated} is added. Default: {@code 256 KB}.
     */
    public void setMaxLineBytes(String maxLineBytes) {
        set("maxLineBytes", maxLineBytes);
    }

    /** Sets {@code maxValueBytes}. Maximum length of the value of an additional field. Default: {@code 32 KB}. */
    public void setMaxValueBytes(String maxValueBytes) {
        set("maxValueBytes", maxValueBytes);
    }

    /** Sets {@code maxStackBytes}. Maximum length of a stack trace. Default: {@code 64 KB}. */
    public void setMaxStackBytes(String maxStackBytes) {
        set("maxStackBytes", maxStackBytes);
    }

    /**
     * Sets {@code maxStackFrames}. Maximum number of frames of each exception in a stack trace, 0 to 100,000: the first
     * and the last ones. Default: {@code 200}.
     */
    public void setMaxStackFrames(String maxStackFrames) {
        set("maxStackFrames", maxStackFrames);
    }

    /**
     * Sets {@code rootCauseFirst}. If {@code true}, a stack trace begins with the root cause, followed by the
     * exceptions that wrap it. Default: {@code false}.
     */
    public void setRootCauseFirst(String rootCauseFirst) {
        set("rootCauseFirst", rootCauseFirst);
    }

    /** Sets {@code stackAsArray}. If {@code true}, a stack trace is an array of its lines. Default: {@code false}. */
    public void setStackAsArray(String stackAsArray) {
        set("stackAsArray", stackAsArray);
    }

    /**
     * Sets {@code excInfoAsArray}. Same as {@code stackAsArray}, with the name of python-json-logger. Default:
     * {@code false}.
     */
    public void setExcInfoAsArray(String excInfoAsArray) {
        setStackAsArray(excInfoAsArray);
    }

    /**
     * Adds a value of {@code excludeFrames}. Frames that stack traces leave out, separated by commas or lines: the
     * beginning of {@code com.acme.Svc.handle} ({@code java.lang.reflect.}), or a {@code /regex/} found in it. May be
     * repeated.
     */
    public void addExcludeFrames(String excludeFrames) {
        add("excludeFrames", excludeFrames);
    }

    /**
     * Adds a value of {@code truncateFramesAfter}. Frames behind which the frames of an exception are left out and
     * counted, as for {@code excludeFrames}. May be repeated.
     */
    public void addTruncateFramesAfter(String truncateFramesAfter) {
        add("truncateFramesAfter", truncateFramesAfter);
    }

    /**
     * Sets {@code shortenNames}. If {@code true}, stack traces show packages by their first letters, {@code c.a.s.Svc}.
     * Default: {@code false}.
     */
    public void setShortenNames(String shortenNames) {
        set("shortenNames", shortenNames);
    }

    /**
     * Sets {@code stackHash}. If {@code true}, adds the field {@code stack_hash}, which is equal for equal failures.
     * Default: {@code false}.
     */
    public void setStackHash(String stackHash) {
        set("stackHash", stackHash);
    }

    /**
     * Adds a value of {@code hideExceptionMessages}. If {@code true}, or a list of exception classes, lines show the
     * class of exceptions without their messages, in stack traces and as values. May be repeated. Default:
     * {@code false}.
     */
    public void addHideExceptionMessages(String hideExceptionMessages) {
        add("hideExceptionMessages", hideExceptionMessages);
    }

    /**
     * Adds a value of {@code omitStackOf}. List of exception classes without a stack trace: {@code The error is: …} is
     * added to the message if it lacks the text of the exception. May be repeated.
     */
    public void addOmitStackOf(String omitStackOf) {
        add("omitStackOf", omitStackOf);
    }
}
