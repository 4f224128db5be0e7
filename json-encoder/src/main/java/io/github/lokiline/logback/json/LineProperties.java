package io.github.lokiline.logback.json;

import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The properties that every encoder of ours has, as Logback's XML sets them. Owned by the thread that configures.
 *
 * <p>One setter a property, each taking its text: it is checked in {@code start()}, where all faults are reported
 * together. Logback's own converters would hide a wrong value behind a default.
 *
 * <p>Public because Logback passes over the bridge methods by which a public class shows what it inherits from a hidden
 * one; not meant to be extended elsewhere.
 */
public abstract class LineProperties extends ContextAwareBase {
    private final Map<String, String> properties = new LinkedHashMap<>();

    LineProperties() {}

    /** Text by property, as set so far. */
    final Map<String, String> properties() {
        return Collections.unmodifiableMap(properties);
    }

    private void set(String property, String text) {
        properties.put(property, text);
    }

    /** One more line of a property that may be repeated. */
    private void add(String property, String text) {
        properties.merge(property, text, (before, next) -> before + "\n" + next);
    }

    /**
     * Which fields a line has; only {@code python} is known: asctime, levelname, name, message, threadName, extras,
     * exc_info. Default: {@code python}.
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
     * How levels are written: {@code python} (WARNING), {@code java} (WARN), {@code lower} (warn), or a map as
     * {@code WARN=warning}. Default: {@code python}.
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
     * Keys whose values are written as {@code ***}, separated by commas: those whose last words equal an entry,
     * whatever their case and separators, at any depth. A leading {@code +} extends the default list instead of
     * replacing it. Default: password, passwd, secret, token, authorization, cookie, api_key, private_key and the
     * like.
     *
     * @param redactKeys the property's text
     */
    public void setRedactKeys(String redactKeys) {
        set("redactKeys", redactKeys);
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
}
