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
 * The properties that every encoder of ours has, as Logback's XML sets them. Owned by the thread that configures.
 *
 * <p>One setter a property, each taking its text: it is checked in {@code start()}, where all faults are reported
 * together. Logback's own converters would hide a wrong value behind a default. A list has an adder instead, which
 * Logback calls for each of its elements: of a setter the last would count, silently.
 *
 * <p>Public because Logback passes over the bridge methods by which a public class shows what it inherits from a hidden
 * one; not meant to be extended elsewhere.
 */
public abstract class AbstractEncoderProperties extends ContextAwareBase {
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final List<FieldWriter<ILoggingEvent>> fields = new ArrayList<>();
    private final List<LinePostProcessor> postProcessors = new ArrayList<>();

    AbstractEncoderProperties() {}

    /** Text by property, as set so far. */
    final Map<String, String> properties() {
        return Collections.unmodifiableMap(properties);
    }

    /** What the application writes itself, as added so far. */
    final EncoderExtensions<ILoggingEvent> extensions() {
        return new EncoderExtensions<>(fields, postProcessors);
    }

    final void set(String property, String text) {
        properties.put(property, text);
    }

    /** One more line of a property that may be repeated. */
    private void add(String property, String text) {
        properties.merge(property, text, (before, next) -> before + "\n" + next);
    }

    /**
     * Which fields a line has, what they are called and how they are written, where no other property says otherwise:
     * {@code python}, {@code structlog}, {@code tagged}, {@code logstash} or {@code ecs}. Default: {@code python},
     * which is asctime, levelname, name, message, threadName, extras, exc_info.
     *
     * @param preset the property's text
     */
    public void setPreset(String preset) {
        set("preset", preset);
    }

    /**
     * Which built-in fields, in order, in any style of python-json-logger: {@code %(asctime)s %(message)s}, {@code
     * {asctime} {message}}, {@code $asctime $message} or {@code asctime,message}. A name that is no attribute takes
     * the extra of that name, null when there is none. Naming pathname, filename, module, lineno or funcName makes
     * Logback compute the caller of every event, which is dear. Default: that of the preset.
     *
     * @param format the property's text
     */
    public void setFormat(String format) {
        set("format", format);
    }

    /**
     * How {@code asctime} is written: a strftime format, a Java pattern, {@code epoch_millis}, {@code
     * epoch_seconds}, {@code iso_micros} or {@code iso_nanos}. Default: ISO-8601 with milliseconds, {@code
     * 2025-11-20T10:30:45.123Z}.
     *
     * @param datefmt the property's text
     */
    public void setDatefmt(String datefmt) {
        set("datefmt", datefmt);
    }

    /**
     * The zone of {@code asctime}: {@code UTC}, an offset, or a name such as {@code Europe/Berlin}. Default: {@code
     * UTC}.
     *
     * @param timeZone the property's text
     */
    public void setTimeZone(String timeZone) {
        set("timeZone", timeZone);
    }

    /**
     * How levels are written: {@code python} (WARNING), {@code java} (WARN), {@code lower} (warn), {@code structlog}
     * (warning), or a map as {@code WARN=warning}. Default: that of the preset.
     *
     * @param levelNames the property's text
     */
    public void setLevelNames(String levelNames) {
        set("levelNames", levelNames);
    }

    /**
     * A map from a field's name, built-in or extra, to the name shown. Default: none.
     *
     * @param renameFields the property's text
     */
    public void setRenameFields(String renameFields) {
        set("renameFields", renameFields);
    }

    /**
     * Whether a line that lacks a field named in {@code renameFields} has its new name with {@code null}, last. Default:
     * {@code false}.
     *
     * @param keepMissing the property's text
     */
    public void setKeepMissing(String keepMissing) {
        set("keepMissing", keepMissing);
    }

    /**
     * A map of fields that come first in a line, with what stands in them where the event has nothing: built-in fields
     * that are null, and extras. As a JSON object its values may be any JSON. Default: none.
     *
     * @param defaults the property's text
     */
    public void setDefaults(String defaults) {
        set("defaults", defaults);
    }

    /**
     * A last field with the time as {@code 2025-11-20T10:30:45.123456Z}, whatever {@code datefmt} and {@code timeZone}
     * say: {@code true} for {@code timestamp}, or another name. Default: {@code false}.
     *
     * @param timestamp the property's text
     */
    public void setTimestamp(String timestamp) {
        set("timestamp", timestamp);
    }

    /**
     * A field that numbers the lines of this encoder from 1 on, behind those of the format: {@code true} for {@code
     * sequence}, or another name. Default: {@code false}.
     *
     * @param sequence the property's text
     */
    public void setSequence(String sequence) {
        set("sequence", sequence);
    }

    /**
     * Plain text in front of the JSON, such as {@code @cee:}; in double quotes it keeps its spaces. Default: none.
     *
     * @param prefix the property's text
     */
    public void setPrefix(String prefix) {
        set("prefix", prefix);
    }

    /**
     * Whether all that is not ASCII is written as a backslash, {@code u} and four digits, as Python does by default.
     * Default: {@code false}.
     *
     * @param ensureAscii the property's text
     */
    public void setEnsureAscii(String ensureAscii) {
        set("ensureAscii", ensureAscii);
    }

    /**
     * How many spaces a level is indented, 1 to 16, for consoles: an event then takes several lines, which no collector
     * puts together again. An event too long for {@code maxLineBytes} with its spaces stays in one line. Default: 0,
     * which is off.
     *
     * @param indent the property's text
     */
    public void setIndent(String indent) {
        set("indent", indent);
    }

    /**
     * A field that the application writes itself, {@code <field class="com.acme.Region"/>}, behind those of the format;
     * may be repeated. Its name must be one that nothing else in the line has. Default: none.
     *
     * @param field writes name and value
     */
    public void addField(FieldWriter<ILoggingEvent> field) {
        fields.add(field);
    }

    /**
     * Changes every line before it is handed out, {@code <linePostProcessor class="com.acme.Tidy"/>}; may be repeated.
     * Lines then take several times as long. Default: none.
     *
     * @param linePostProcessor sees names and values of a line
     */
    public void addLinePostProcessor(LinePostProcessor linePostProcessor) {
        postProcessors.add(linePostProcessor);
    }

    /**
     * A map of fields that every line has; as a JSON object its values may be any JSON. One with the name of a
     * built-in field replaces it. Default: none.
     *
     * @param staticFields the property's text
     */
    public void setStaticFields(String staticFields) {
        set("staticFields", staticFields);
    }

    /**
     * One static field as {@code key=value}; may be repeated. Its value is a string. Default: none.
     *
     * @param staticField the property's text
     */
    public void addStaticField(String staticField) {
        add("staticField", staticField);
    }

    /**
     * Keys whose values are written as {@code ***}, separated by commas or line ends; may be repeated: those whose last
     * words equal an entry, whatever their case and separators, at any depth. A {@code +} before any of them extends the
     * default list instead of replacing it, {@code none} hides nothing. Default: password, passwd, secret, token,
     * authorization, cookie, api_key, private_key and the like.
     *
     * @param redactKeys the property's text
     */
    public void addRedactKeys(String redactKeys) {
        add("redactKeys", redactKeys);
    }

    /**
     * Which MDC entries lines have: {@code all}, {@code none}, or globs separated by commas or line ends, where {@code *}
     * stands for any characters and {@code !} before a glob excludes: {@code request_id, user_*, !user_secret}. A list
     * that only excludes takes all others. Entries stand in the order of the globs, then sorted by key; may be repeated.
     * Default: {@code all}.
     *
     * @param mdc the property's text
     */
    public void addMdc(String mdc) {
        add("mdc", mdc);
    }

    /**
     * Which SLF4J key-values lines have, by key, as for {@link #addMdc}; they stand in the order of the call. Default:
     * {@code all}.
     *
     * @param keyValues the property's text
     */
    public void addKeyValues(String keyValues) {
        add("keyValues", keyValues);
    }

    /**
     * Which properties of the logger context lines have, by key, as for {@link #addMdc}; may be repeated. The one that
     * is added to, since {@code setContext} is how Logback gives every component its context. Default: {@code none}.
     *
     * @param context the property's text
     */
    public void addContext(String context) {
        add("context", context);
    }

    /**
     * Which markers lines have, by name, as for {@link #addMdc}: an array {@code tags}, left out where it would be empty.
     * Default: {@code none}.
     *
     * @param markers the property's text
     */
    public void addMarkers(String markers) {
        add("markers", markers);
    }

    /**
     * Which arguments of the message lines have, as for {@link #addMdc}: {@code arg0}, {@code arg1}, with their types.
     * Default: {@code none}.
     *
     * @param arguments the property's text
     */
    public void addArguments(String arguments) {
        add("arguments", arguments);
    }

    /**
     * The name of an object that holds the MDC entries. Default: none, they stand beside the other fields.
     *
     * @param mdcField the property's text
     */
    public void setMdcField(String mdcField) {
        set("mdcField", mdcField);
    }

    /**
     * The name of an object that holds the key-values, maybe the one that holds the MDC. Default: none, they stand
     * beside the other fields.
     *
     * @param keyValuesField the property's text
     */
    public void setKeyValuesField(String keyValuesField) {
        set("keyValuesField", keyValuesField);
    }

    /**
     * What dots in the keys of extras do: {@code keep} leaves them, {@code nest} writes {@code http.method} as {@code
     * method} in an object {@code http}. Where {@code http} is no object, the key keeps its dots; an extra with the name
     * of such an object gets {@code _} added. Default: {@code keep}.
     *
     * @param dottedKeys the property's text
     */
    public void setDottedKeys(String dottedKeys) {
        set("dottedKeys", dottedKeys);
    }

    /**
     * The most extras a line has, 1 to 10000; what comes after is left out and {@code truncated} added. Default: {@code
     * 128}.
     *
     * @param maxExtras the property's text
     */
    public void setMaxExtras(String maxExtras) {
        set("maxExtras", maxExtras);
    }

    /**
     * What becomes of extras with the same name: {@code last} writes the last value at the first place, {@code first}
     * the first value, {@code suffix} each, the second as {@code name_2}. Default: {@code last}.
     *
     * @param duplicateKeys the property's text
     */
    public void setDuplicateKeys(String duplicateKeys) {
        set("duplicateKeys", duplicateKeys);
    }

    /**
     * What to write as {@code ***} wherever it stands in a message, a value or a trace: {@code card}, {@code email},
     * {@code bearer}, {@code jwt}, {@code iban} and regexes as {@code /regex/}, separated by commas or line ends, or
     * {@code name=regex} on a line of its own; may be repeated. Of a regex with a group {@code secret}, only the group
     * is hidden. Keys, static fields and the names of loggers and threads stay as they are; of numbers, those with 13
     * digits or more are looked at. Default: none.
     *
     * @param redactPatterns the property's text
     */
    public void addRedactPatterns(String redactPatterns) {
        add("redactPatterns", redactPatterns);
    }

    /**
     * The longest line, such as {@code 64 KB}: the trace shrinks first, then the message, then extras, and {@code
     * truncated} is added. Default: {@code 256 KB}, Loki's own limit.
     *
     * @param maxLineBytes the property's text
     */
    public void setMaxLineBytes(String maxLineBytes) {
        set("maxLineBytes", maxLineBytes);
    }

    /**
     * The longest value of an extra. Default: {@code 32 KB}.
     *
     * @param maxValueBytes the property's text
     */
    public void setMaxValueBytes(String maxValueBytes) {
        set("maxValueBytes", maxValueBytes);
    }

    /**
     * The longest stack trace. Default: {@code 64 KB}.
     *
     * @param maxStackBytes the property's text
     */
    public void setMaxStackBytes(String maxStackBytes) {
        set("maxStackBytes", maxStackBytes);
    }

    /**
     * How many frames of each exception a trace shows, 0 to 100,000: the first and the last ones, and between them how
     * many were omitted. Default: {@code 200}.
     *
     * @param maxStackFrames the property's text
     */
    public void setMaxStackFrames(String maxStackFrames) {
        set("maxStackFrames", maxStackFrames);
    }

    /**
     * Whether a trace begins with the root cause, followed by {@code Wrapped by:} and what wraps it: {@code true} or
     * {@code false}. Default: {@code false}, the layout of {@code printStackTrace}.
     *
     * @param rootCauseFirst the property's text
     */
    public void setRootCauseFirst(String rootCauseFirst) {
        set("rootCauseFirst", rootCauseFirst);
    }

    /**
     * Whether a trace is an array of its lines instead of one string: {@code true} or {@code false}. Default: {@code
     * false}.
     *
     * @param stackAsArray the property's text
     */
    public void setStackAsArray(String stackAsArray) {
        set("stackAsArray", stackAsArray);
    }

    /**
     * What python-json-logger calls {@link #setStackAsArray}.
     *
     * @param excInfoAsArray the property's text
     */
    public void setExcInfoAsArray(String excInfoAsArray) {
        setStackAsArray(excInfoAsArray);
    }

    /**
     * Frames that a trace leaves out, separated by commas or line ends; may be repeated. Each is what {@code
     * com.acme.Svc.handle} begins with, as in {@code java.lang.reflect.}, or a regular expression between slashes that
     * is found in it. In place of each run stands {@code ... 5 frames excluded}; the frame that threw is always shown.
     * Default: none.
     *
     * @param excludeFrames the property's text
     */
    public void addExcludeFrames(String excludeFrames) {
        add("excludeFrames", excludeFrames);
    }

    /**
     * Whether packages in traces are written as their first letters, {@code c.a.s.Svc} for {@code com.acme.shop.Svc}:
     * {@code true} or {@code false}. Default: {@code false}.
     *
     * @param shortenNames the property's text
     */
    public void setShortenNames(String shortenNames) {
        set("shortenNames", shortenNames);
    }

    /**
     * Whether a line with a trace has a field {@code stack_hash} too, eight hexadecimal digits made of the classes and
     * methods in the trace, by which equal failures are found and counted: {@code true} or {@code false}. Messages, line
     * numbers and the numbers of lambdas and proxies do not change it. Default: {@code false}.
     *
     * @param stackHash the property's text
     */
    public void setStackHash(String stackHash) {
        set("stackHash", stackHash);
    }

    /**
     * Of which exceptions lines show the class only, because their messages may hold what must not be logged: {@code
     * true} for all, {@code false}, or names of classes separated by commas, as in {@code omitStackOf}; may be
     * repeated. Default: {@code false}.
     *
     * @param hideExceptionMessages the property's text
     */
    public void addHideExceptionMessages(String hideExceptionMessages) {
        add("hideExceptionMessages", hideExceptionMessages);
    }

    /**
     * Exceptions that get no trace: to the message {@code The error is: ...} is added where it lacks the exception's
     * message. Names of classes, separated by commas or line ends, their subclasses included: {@code
     * com.acme.OrderRefused}, {@code OrderRefused} in any package, or with {@code *} for any characters; may be
     * repeated. Default: none.
     *
     * @param omitStackOf the property's text
     */
    public void addOmitStackOf(String omitStackOf) {
        add("omitStackOf", omitStackOf);
    }
}
