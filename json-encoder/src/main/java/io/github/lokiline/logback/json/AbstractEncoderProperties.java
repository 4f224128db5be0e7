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
     * Sets the preset, which defines the default of other properties: {@code python}, {@code structlog}, {@code
     * tagged}, {@code logstash} or {@code ecs}. Default: {@code python} with asctime, levelname, name, message,
     * threadName, the additional fields and exc_info.
     */
    public void setPreset(String preset) {
        set("preset", preset);
    }

    /**
     * Sets the built-in fields and their order, in any style of python-json-logger: {@code %(asctime)s %(message)s},
     * {@code {asctime} {message}}, {@code $asctime $message} or {@code asctime,message}. A name that is not built in
     * takes the value of the additional field of that name, else null. The fields pathname, filename, module, lineno
     * and funcName make Logback compute the caller of every event, which is expensive. Default: that of the preset.
     */
    public void setFormat(String format) {
        set("format", format);
    }

    /**
     * Sets the format of {@code asctime}: a strftime format, a Java pattern, {@code epoch_millis}, {@code
     * epoch_seconds}, {@code iso_micros} or {@code iso_nanos}. Default: ISO-8601 with milliseconds, {@code
     * 2025-11-20T10:30:45.123Z}.
     */
    public void setDatefmt(String datefmt) {
        set("datefmt", datefmt);
    }

    /**
     * Sets the zone of {@code asctime}: {@code UTC}, an offset, or a name such as {@code Europe/Berlin}. Default:
     * {@code UTC}.
     */
    public void setTimeZone(String timeZone) {
        set("timeZone", timeZone);
    }

    /**
     * Sets the level names: {@code python} (WARNING), {@code java} (WARN), {@code lower} (warn), {@code structlog}
     * (warning), or a map such as {@code WARN=warning}. Default: that of the preset.
     */
    public void setLevelNames(String levelNames) {
        set("levelNames", levelNames);
    }

    /** Sets a map from the name of a built-in or additional field to the name written. Default: none. */
    public void setRenameFields(String renameFields) {
        set("renameFields", renameFields);
    }

    /**
     * Sets whether a field that {@code renameFields} names and the event lacks is written last, with its new name and
     * {@code null}. Default: {@code false}.
     */
    public void setKeepMissing(String keepMissing) {
        set("keepMissing", keepMissing);
    }

    /**
     * Sets a map of fields that come first in a line, with the values to use if the event has none. Values of a JSON
     * object may be any JSON. Default: none.
     */
    public void setDefaults(String defaults) {
        set("defaults", defaults);
    }

    /**
     * Adds a last field with the time as {@code 2025-11-20T10:30:45.123456Z}, independent of {@code datefmt} and {@code
     * timeZone}: {@code true} names it {@code timestamp}, any other text is its name. Default: {@code false}.
     */
    public void setTimestamp(String timestamp) {
        set("timestamp", timestamp);
    }

    /**
     * Adds a field that numbers the lines of this encoder from 1, after those of the format: {@code true} names it
     * {@code sequence}, any other text is its name. Default: {@code false}.
     */
    public void setSequence(String sequence) {
        set("sequence", sequence);
    }

    /** Sets a plain text before the JSON, such as {@code @cee:}; double quotes preserve its spaces. Default: none. */
    public void setPrefix(String prefix) {
        set("prefix", prefix);
    }

    /**
     * Sets whether characters outside ASCII are written as a backslash, {@code u} and four hex digits, as Python does
     * by default. Default: {@code false}.
     */
    public void setEnsureAscii(String ensureAscii) {
        set("ensureAscii", ensureAscii);
    }

    /**
     * Sets the spaces per indentation level, 1 to 16, for consoles: an event then spans several lines, which log
     * collectors do not reassemble. An event that exceeds {@code maxLineBytes} when indented stays on one line.
     * Default: 0 (off).
     */
    public void setIndent(String indent) {
        set("indent", indent);
    }

    /**
     * Adds a field that the application writes, {@code <field class="com.acme.Region"/>}, after those of the format;
     * may be repeated. Its name must not clash with another field's. Default: none.
     */
    public void addField(FieldWriter<ILoggingEvent> field) {
        fields.add(field);
    }

    /**
     * Adds a processor that changes every line, {@code <linePostProcessor class="com.acme.Tidy"/>}; may be repeated.
     * Encoding then takes several times as long. Default: none.
     */
    public void addLinePostProcessor(LinePostProcessor linePostProcessor) {
        postProcessors.add(linePostProcessor);
    }

    /**
     * Sets a map of fields that every line has. Values of a JSON object may be any JSON. A static field replaces a
     * built-in field of the same name. Default: none.
     */
    public void setStaticFields(String staticFields) {
        set("staticFields", staticFields);
    }

    /** Adds one static field, {@code key=value} with a string value; may be repeated. Default: none. */
    public void addStaticField(String staticField) {
        add("staticField", staticField);
    }

    /**
     * Adds keys whose values are written as {@code ***}; may be repeated. A key matches if its last words equal an
     * entry, regardless of case, separators and depth. A leading {@code +} extends the default list instead of
     * replacing it; {@code none} redacts nothing. Default: password, passwd, secret, token, authorization, cookie,
     * api_key, private_key and similar keys.
     */
    public void addRedactKeys(String redactKeys) {
        add("redactKeys", redactKeys);
    }

    /**
     * Adds globs that select MDC entries: {@code all}, {@code none}, or a list in which {@code *} matches any
     * characters and {@code !} excludes, such as {@code request_id, user_*, !user_secret}; may be repeated. A list with
     * exclusions only selects all others. Entries are ordered by glob, then by key. Default: {@code all}.
     */
    public void addMdc(String mdc) {
        add("mdc", mdc);
    }

    /**
     * Adds globs that select SLF4J key-values by key, as in {@link #addMdc}; may be repeated. They keep the order of
     * the call. Default: {@code all}.
     */
    public void addKeyValues(String keyValues) {
        add("keyValues", keyValues);
    }

    /**
     * Adds globs that select properties of the logger context by key, as in {@link #addMdc}; may be repeated. Not a
     * setter, because Logback calls {@code setContext} to pass its context to a component. Default: {@code none}.
     */
    public void addContext(String context) {
        add("context", context);
    }

    /**
     * Adds globs that select markers by name, as in {@link #addMdc}; may be repeated. Their names are written as an
     * array {@code tags}, unless it is empty. Default: {@code none}.
     */
    public void addMarkers(String markers) {
        add("markers", markers);
    }

    /**
     * Adds globs that select arguments of the message, as in {@link #addMdc}; may be repeated. They are written as
     * {@code arg0}, {@code arg1}, with their types. Default: {@code none}.
     */
    public void addArguments(String arguments) {
        add("arguments", arguments);
    }

    /** Sets the name of an object that contains the MDC entries. Default: none, they are top-level fields. */
    public void setMdcField(String mdcField) {
        set("mdcField", mdcField);
    }

    /**
     * Sets the name of an object that contains the key-values; may equal {@code mdcField}. Default: none, they are
     * top-level fields.
     */
    public void setKeyValuesField(String keyValuesField) {
        set("keyValuesField", keyValuesField);
    }

    /**
     * Sets the treatment of dots in the keys of additional fields: {@code keep} leaves them, {@code nest} writes {@code
     * http.method} as {@code method} in an object {@code http}. The key keeps its dots if {@code http} is not an
     * object; an additional field with the name of such an object gets {@code _} appended. Default: {@code keep}.
     */
    public void setDottedKeys(String dottedKeys) {
        set("dottedKeys", dottedKeys);
    }

    /**
     * Sets the maximum number of additional fields in a line, 1 to 10000; further ones are omitted and {@code
     * truncated} is added. Default: {@code 128}.
     */
    public void setMaxExtras(String maxExtras) {
        set("maxExtras", maxExtras);
    }

    /**
     * Sets the treatment of additional fields with the same name: {@code last} writes the last value at the first
     * position, {@code first} the first value, {@code suffix} all of them, the second as {@code name_2}. Default:
     * {@code last}.
     */
    public void setDuplicateKeys(String duplicateKeys) {
        set("duplicateKeys", duplicateKeys);
    }

    /**
     * Adds patterns whose matches in messages, values and stack traces are written as {@code ***}; may be repeated:
     * {@code card}, {@code email}, {@code bearer}, {@code jwt}, {@code iban}, regexes as {@code /regex/}, or {@code
     * name=regex} on a line of its own. If a regex has a group {@code secret}, only the group is redacted. Not searched
     * are keys, static fields, logger and thread names, and numbers with fewer than 13 digits. Default: none.
     */
    public void addRedactPatterns(String redactPatterns) {
        add("redactPatterns", redactPatterns);
    }

    /**
     * Sets the maximum length of a line, such as {@code 64 KB}. A longer line is shortened, first its stack trace, then
     * its message, then its additional fields, and {@code truncated} is added. Default: {@code 256 KB}, Loki's default
     * limit.
     */
    public void setMaxLineBytes(String maxLineBytes) {
        set("maxLineBytes", maxLineBytes);
    }

    /** Sets the maximum length of the value of an additional field. Default: {@code 32 KB}. */
    public void setMaxValueBytes(String maxValueBytes) {
        set("maxValueBytes", maxValueBytes);
    }

    /** Sets the maximum length of a stack trace. Default: {@code 64 KB}. */
    public void setMaxStackBytes(String maxStackBytes) {
        set("maxStackBytes", maxStackBytes);
    }

    /**
     * Sets the maximum number of frames per exception, 0 to 100,000: the first and the last frames are written, with
     * the number of omitted ones between them. Default: {@code 200}.
     */
    public void setMaxStackFrames(String maxStackFrames) {
        set("maxStackFrames", maxStackFrames);
    }

    /**
     * Sets whether a stack trace begins with the root cause, followed by {@code Wrapped by:} and the wrapping
     * exception. Default: {@code false}, the order of {@code printStackTrace}.
     */
    public void setRootCauseFirst(String rootCauseFirst) {
        set("rootCauseFirst", rootCauseFirst);
    }

    /** Sets whether a stack trace is written as an array of lines instead of one string. Default: {@code false}. */
    public void setStackAsArray(String stackAsArray) {
        set("stackAsArray", stackAsArray);
    }

    /** Sets {@link #setStackAsArray stackAsArray} by its name in python-json-logger. */
    public void setExcInfoAsArray(String excInfoAsArray) {
        setStackAsArray(excInfoAsArray);
    }

    /**
     * Adds frames that a stack trace omits; may be repeated. Each is a prefix of {@code com.acme.Svc.handle}, such as
     * {@code java.lang.reflect.}, or a regex between slashes that is searched in it. Each run of omitted frames becomes
     * {@code ... 5 frames excluded}; the frame that threw is always written. Default: none.
     */
    public void addExcludeFrames(String excludeFrames) {
        add("excludeFrames", excludeFrames);
    }

    /**
     * Sets whether packages in stack traces are abbreviated to initials, {@code c.a.s.Svc} for {@code
     * com.acme.shop.Svc}. Default: {@code false}.
     */
    public void setShortenNames(String shortenNames) {
        set("shortenNames", shortenNames);
    }

    /**
     * Sets whether a line with a stack trace has a field {@code stack_hash}, eight hex digits computed from the classes
     * and methods of the trace, so that equal failures can be found and counted. Messages, line numbers and the numbers
     * of lambdas and proxies do not affect it. Default: {@code false}.
     */
    public void setStackHash(String stackHash) {
        set("stackHash", stackHash);
    }

    /**
     * Adds exceptions whose messages are omitted because they may contain secrets: {@code true} for all, {@code false}
     * for none, or class names as in {@code omitStackOf}; may be repeated. Default: {@code false}.
     */
    public void addHideExceptionMessages(String hideExceptionMessages) {
        add("hideExceptionMessages", hideExceptionMessages);
    }

    /**
     * Adds exceptions that are logged without a stack trace; may be repeated. {@code The error is: ...} is appended to
     * an event's message if it does not contain the exception's message. Each is the name of a class, which includes
     * its subclasses: {@code com.acme.OrderRefused}, {@code OrderRefused} in any package, or a name in which {@code *}
     * matches any characters. Default: none.
     */
    public void addOmitStackOf(String omitStackOf) {
        add("omitStackOf", omitStackOf);
    }
}
