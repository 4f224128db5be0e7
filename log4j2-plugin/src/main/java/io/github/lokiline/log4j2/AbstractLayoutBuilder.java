package io.github.lokiline.log4j2;

import io.github.lokiline.json.FieldWriter;
import io.github.lokiline.json.LinePostProcessor;
import io.github.lokiline.json.spi.EncoderExtensions;
import io.github.lokiline.json.spi.PropertyParser;
import io.github.lokiline.log4j2.internal.ClassInstantiator;
import io.github.lokiline.log4j2.internal.LayoutElements;
import io.github.lokiline.log4j2.internal.PluginAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginConfiguration;
import org.apache.logging.log4j.core.config.plugins.PluginElement;
import org.jspecify.annotations.Nullable;

/**
 * The attributes and elements that every layout of ours has, as a configuration sets them. Owned by the thread that
 * configures; long because it is their documentation.
 *
 * <p>Every attribute takes its text: it is checked when the layout is built, where all faults are reported together.
 *
 * @param <B> the builder itself
 */
@SuppressWarnings("UnusedVariable") // Log4j writes the fields, and BuilderAttributes reads them, both by reflection
public abstract class AbstractLayoutBuilder<B extends AbstractLayoutBuilder<B>> {
    @PluginConfiguration
    private @Nullable Configuration configuration;

    @PluginElement("LineRename")
    private RenameElement @Nullable [] renames;

    @PluginElement("LineStatic")
    private StaticFieldElement @Nullable [] statics;

    @PluginElement("LineRedact")
    private RedactElement @Nullable [] redactions;

    @PluginElement("FieldWriter")
    private FieldWriter<LogEvent> @Nullable [] fields;

    @PluginElement("LinePostProcessor")
    private LinePostProcessor @Nullable [] postProcessors;

    @PluginElement("LineField")
    private FieldElement @Nullable [] fieldClasses;

    @PluginElement("LineProcessor")
    private PostProcessorElement @Nullable [] processorClasses;

    @PluginBuilderAttribute
    private @Nullable String lineSeparator;

    @PluginBuilderAttribute
    private @Nullable String ndc;

    @PluginBuilderAttribute
    private @Nullable String preset;

    @PluginBuilderAttribute
    private @Nullable String format;

    @PluginBuilderAttribute
    private @Nullable String datefmt;

    @PluginBuilderAttribute
    private @Nullable String timeZone;

    @PluginBuilderAttribute
    private @Nullable String levelNames;

    @PluginBuilderAttribute
    private @Nullable String renameFields;

    @PluginBuilderAttribute
    private @Nullable String keepMissing;

    @PluginBuilderAttribute
    private @Nullable String defaults;

    @PluginBuilderAttribute
    private @Nullable String timestamp;

    @PluginBuilderAttribute
    private @Nullable String sequence;

    @PluginBuilderAttribute
    private @Nullable String prefix;

    @PluginBuilderAttribute
    private @Nullable String ensureAscii;

    @PluginBuilderAttribute
    private @Nullable String indent;

    @PluginBuilderAttribute
    private @Nullable String staticFields;

    @PluginBuilderAttribute
    private @Nullable String redactKeys;

    @PluginBuilderAttribute
    private @Nullable String mdc;

    @PluginBuilderAttribute
    private @Nullable String keyValues;

    @PluginBuilderAttribute
    private @Nullable String context;

    @PluginBuilderAttribute
    private @Nullable String markers;

    @PluginBuilderAttribute
    private @Nullable String arguments;

    @PluginBuilderAttribute
    private @Nullable String mdcField;

    @PluginBuilderAttribute
    private @Nullable String keyValuesField;

    @PluginBuilderAttribute
    private @Nullable String dottedKeys;

    @PluginBuilderAttribute
    private @Nullable String maxExtras;

    @PluginBuilderAttribute
    private @Nullable String duplicateKeys;

    @PluginBuilderAttribute
    private @Nullable String redactPatterns;

    @PluginBuilderAttribute
    private @Nullable String maxLineBytes;

    @PluginBuilderAttribute
    private @Nullable String maxValueBytes;

    @PluginBuilderAttribute
    private @Nullable String maxStackBytes;

    @PluginBuilderAttribute
    private @Nullable String maxStackFrames;

    @PluginBuilderAttribute
    private @Nullable String rootCauseFirst;

    @PluginBuilderAttribute
    private @Nullable String stackAsArray;

    @PluginBuilderAttribute
    private @Nullable String excInfoAsArray;

    @PluginBuilderAttribute
    private @Nullable String excludeFrames;

    @PluginBuilderAttribute
    private @Nullable String shortenNames;

    @PluginBuilderAttribute
    private @Nullable String stackHash;

    @PluginBuilderAttribute
    private @Nullable String hideExceptionMessages;

    @PluginBuilderAttribute
    private @Nullable String omitStackOf;

    AbstractLayoutBuilder() {}

    abstract B asBuilder();

    final @Nullable Configuration configuration() {
        return configuration;
    }

    /** Text by property, elements among them; what they say wrong goes to the settings. */
    final Map<String, String> properties(PropertyParser settings) {
        LayoutElements elements = new LayoutElements(PluginAttributes.of(this), settings);
        elements.renames(list(renames));
        elements.statics(list(statics));
        elements.redactions(list(redactions));
        return elements.properties();
    }

    /** What the application writes itself; classes that cannot be had go to the settings. */
    @SuppressWarnings("unchecked") // a writer of other events tells so with the first one, and costs its field only
    final EncoderExtensions<LogEvent> extensions(PropertyParser settings) {
        List<FieldWriter<LogEvent>> writers = new ArrayList<>(list(fields));
        for (FieldElement field : list(fieldClasses)) {
            ClassInstantiator.make("LineField", field.type(), FieldWriter.class, settings)
                    .ifPresent(writers::add);
        }
        List<LinePostProcessor> processors = new ArrayList<>(list(postProcessors));
        for (PostProcessorElement processor : list(processorClasses)) {
            ClassInstantiator.make("LineProcessor", processor.type(), LinePostProcessor.class, settings)
                    .ifPresent(processors::add);
        }
        return new EncoderExtensions<>(writers, processors);
    }

    private static <T> List<T> list(T @Nullable [] elements) {
        return elements == null ? List.of() : List.of(elements);
    }

    /**
     * The configuration that the layout is part of: its properties are what {@code context} chooses from.
     *
     * @param configuration the configuration; null for none
     * @return this
     */
    public B setConfiguration(@Nullable Configuration configuration) {
        this.configuration = configuration;
        return asBuilder();
    }

    /**
     * Fields shown under other names, {@code <LineRename from="levelname" to="level"/>}.
     *
     * @param renames the elements
     * @return this
     */
    public B setRenames(RenameElement... renames) {
        this.renames = renames;
        return asBuilder();
    }

    /**
     * Fields that every line has, {@code <LineStatic name="team" value="orders"/>}.
     *
     * @param statics the elements
     * @return this
     */
    public B setStatics(StaticFieldElement... statics) {
        this.statics = statics;
        return asBuilder();
    }

    /**
     * What to hide wherever it stands, {@code <LineRedact pattern="/acct-\d+/"/>}.
     *
     * @param redactions the elements
     * @return this
     */
    public B setRedactions(RedactElement... redactions) {
        this.redactions = redactions;
        return asBuilder();
    }

    /**
     * Fields that the application writes itself, behind those of the format: nested plugins that are a {@link
     * FieldWriter}.
     *
     * @param fields write a name and a value each
     * @return this
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // kept, and only read
    public final B setFields(FieldWriter<LogEvent>... fields) {
        this.fields = fields;
        return asBuilder();
    }

    /**
     * What changes every line before it is handed out: nested plugins that are a {@link LinePostProcessor}. Lines then
     * take several times as long.
     *
     * @param postProcessors see names and values of a line
     * @return this
     */
    public B setPostProcessors(LinePostProcessor... postProcessors) {
        this.postProcessors = postProcessors;
        return asBuilder();
    }

    /**
     * Fields that classes of the application write, {@code <LineField class="com.acme.Region"/>}.
     *
     * @param fieldClasses the elements
     * @return this
     */
    public B setFieldClasses(FieldElement... fieldClasses) {
        this.fieldClasses = fieldClasses;
        return asBuilder();
    }

    /**
     * Classes of the application that change every line, {@code <LineProcessor class="com.acme.Tidy"/>}.
     *
     * @param processorClasses the elements
     * @return this
     */
    public B setProcessorClasses(PostProcessorElement... processorClasses) {
        this.processorClasses = processorClasses;
        return asBuilder();
    }

    /**
     * What ends a line: {@code LF} or {@code CRLF}. Default: {@code LF}.
     *
     * @param lineSeparator the attribute's text
     * @return this
     */
    public B setLineSeparator(@Nullable String lineSeparator) {
        this.lineSeparator = lineSeparator;
        return asBuilder();
    }

    /**
     * The stack of the ThreadContext as an array, in lines of events that have one: {@code true} for a field {@code ndc},
     * {@code false}, or another name. Default: {@code true}.
     *
     * @param ndc the attribute's text
     * @return this
     */
    public B setNdc(@Nullable String ndc) {
        this.ndc = ndc;
        return asBuilder();
    }

    /**
     * Which fields a line has, what they are called and how they are written, where no other property says otherwise:
     * {@code python}, {@code structlog}, {@code tagged}, {@code logstash} or {@code ecs}. Default: {@code python},
     * which is asctime, levelname, name, message, threadName, extras, exc_info.
     *
     * @param preset the attribute's text
     * @return this
     */
    public B setPreset(@Nullable String preset) {
        this.preset = preset;
        return asBuilder();
    }

    /**
     * Which built-in fields, in order, in any style of python-json-logger: {@code %(asctime)s %(message)s}, {@code
     * {asctime} {message}}, {@code $asctime $message} or {@code asctime,message}. A name that is no attribute takes
     * the extra of that name, null when there is none. Naming pathname, filename, module, lineno or funcName makes
     * Log4j compute the caller of every event, which is dear. Default: that of the preset.
     *
     * @param format the attribute's text
     * @return this
     */
    public B setFormat(@Nullable String format) {
        this.format = format;
        return asBuilder();
    }

    /**
     * How {@code asctime} is written: a strftime format, a Java pattern, {@code epoch_millis}, {@code
     * epoch_seconds}, {@code iso_micros} or {@code iso_nanos}. Default: ISO-8601 with milliseconds, {@code
     * 2025-11-20T10:30:45.123Z}.
     *
     * @param datefmt the attribute's text
     * @return this
     */
    public B setDatefmt(@Nullable String datefmt) {
        this.datefmt = datefmt;
        return asBuilder();
    }

    /**
     * The zone of {@code asctime}: {@code UTC}, an offset, or a name such as {@code Europe/Berlin}. Default: {@code
     * UTC}.
     *
     * @param timeZone the attribute's text
     * @return this
     */
    public B setTimeZone(@Nullable String timeZone) {
        this.timeZone = timeZone;
        return asBuilder();
    }

    /**
     * How levels are written: {@code python} (WARNING), {@code java} (WARN), {@code lower} (warn), {@code structlog}
     * (warning), or a map as {@code WARN=warning}. Default: that of the preset.
     *
     * @param levelNames the attribute's text
     * @return this
     */
    public B setLevelNames(@Nullable String levelNames) {
        this.levelNames = levelNames;
        return asBuilder();
    }

    /**
     * A map from a field's name, built-in or extra, to the name shown, beside elements {@code
     * <LineRename>}. Default: none.
     *
     * @param renameFields the attribute's text
     * @return this
     */
    public B setRenameFields(@Nullable String renameFields) {
        this.renameFields = renameFields;
        return asBuilder();
    }

    /**
     * Whether a line that lacks a field named in {@code renameFields} has its new name with {@code null}, last. Default:
     * {@code false}.
     *
     * @param keepMissing the attribute's text
     * @return this
     */
    public B setKeepMissing(@Nullable String keepMissing) {
        this.keepMissing = keepMissing;
        return asBuilder();
    }

    /**
     * A map of fields that come first in a line, with what stands in them where the event has nothing: built-in fields
     * that are null, and extras. As a JSON object its values may be any JSON. Default: none.
     *
     * @param defaults the attribute's text
     * @return this
     */
    public B setDefaults(@Nullable String defaults) {
        this.defaults = defaults;
        return asBuilder();
    }

    /**
     * A last field with the time as {@code 2025-11-20T10:30:45.123456Z}, whatever {@code datefmt} and {@code timeZone}
     * say: {@code true} for {@code timestamp}, or another name. Default: {@code false}.
     *
     * @param timestamp the attribute's text
     * @return this
     */
    public B setTimestamp(@Nullable String timestamp) {
        this.timestamp = timestamp;
        return asBuilder();
    }

    /**
     * A field that numbers the lines of this encoder from 1 on, behind those of the format: {@code true} for {@code
     * sequence}, or another name. Default: {@code false}.
     *
     * @param sequence the attribute's text
     * @return this
     */
    public B setSequence(@Nullable String sequence) {
        this.sequence = sequence;
        return asBuilder();
    }

    /**
     * Plain text in front of the JSON, such as {@code @cee:}; in double quotes it keeps its spaces. Default: none.
     *
     * @param prefix the attribute's text
     * @return this
     */
    public B setPrefix(@Nullable String prefix) {
        this.prefix = prefix;
        return asBuilder();
    }

    /**
     * Whether all that is not ASCII is written as a backslash, {@code u} and four digits, as Python does by default.
     * Default: {@code false}.
     *
     * @param ensureAscii the attribute's text
     * @return this
     */
    public B setEnsureAscii(@Nullable String ensureAscii) {
        this.ensureAscii = ensureAscii;
        return asBuilder();
    }

    /**
     * How many spaces a level is indented, 1 to 16, for consoles: an event then takes several lines, which no collector
     * puts together again. An event too long for {@code maxLineBytes} with its spaces stays in one line. Default: 0,
     * which is off.
     *
     * @param indent the attribute's text
     * @return this
     */
    public B setIndent(@Nullable String indent) {
        this.indent = indent;
        return asBuilder();
    }

    /**
     * A map of fields that every line has, beside elements {@code <LineStatic>}; as a JSON object its values may be any
     * JSON. One with the name of a built-in field replaces it. Default: none.
     *
     * @param staticFields the attribute's text
     * @return this
     */
    public B setStaticFields(@Nullable String staticFields) {
        this.staticFields = staticFields;
        return asBuilder();
    }

    /**
     * Keys whose values are written as {@code ***}, separated by commas or line ends: those whose last
     * words equal an entry, whatever their case and separators, at any depth. A {@code +} before any of them extends the
     * default list instead of replacing it, {@code none} hides nothing. Default: password, passwd, secret, token,
     * authorization, cookie, api_key, private_key and the like.
     *
     * @param redactKeys the attribute's text
     * @return this
     */
    public B setRedactKeys(@Nullable String redactKeys) {
        this.redactKeys = redactKeys;
        return asBuilder();
    }

    /**
     * Which ThreadContext entries lines have: {@code all}, {@code none}, or globs separated by commas or line ends,
     * where {@code *} stands for any characters and {@code !} before a glob excludes: {@code request_id, user_*,
     * !user_secret}. A list that only excludes takes all others. Entries stand in the order of the globs, then sorted
     * by key. Default: {@code all}.
     *
     * @param mdc the attribute's text
     * @return this
     */
    public B setMdc(@Nullable String mdc) {
        this.mdc = mdc;
        return asBuilder();
    }

    /**
     * Which entries of a {@code MapMessage} lines have, by key, as for {@link #setMdc}; sorted, as the message keeps
     * them. Default: {@code all}.
     *
     * @param keyValues the attribute's text
     * @return this
     */
    public B setKeyValues(@Nullable String keyValues) {
        this.keyValues = keyValues;
        return asBuilder();
    }

    /**
     * Which properties of the configuration lines have, those in {@code <Properties>} by their names, by key, as for
     * {@link #setMdc}. Default: {@code none}.
     *
     * @param context the attribute's text
     * @return this
     */
    public B setContext(@Nullable String context) {
        this.context = context;
        return asBuilder();
    }

    /**
     * Which markers lines have, by name, as for {@link #setMdc}: an array {@code tags}, left out where it would be empty.
     * Default: {@code none}.
     *
     * @param markers the attribute's text
     * @return this
     */
    public B setMarkers(@Nullable String markers) {
        this.markers = markers;
        return asBuilder();
    }

    /**
     * Which arguments of the message lines have, as for {@link #setMdc}: {@code arg0}, {@code arg1}, with their types.
     * Default: {@code none}.
     *
     * @param arguments the attribute's text
     * @return this
     */
    public B setArguments(@Nullable String arguments) {
        this.arguments = arguments;
        return asBuilder();
    }

    /**
     * The name of an object that holds the ThreadContext entries. Default: none, they stand beside the other fields.
     *
     * @param mdcField the attribute's text
     * @return this
     */
    public B setMdcField(@Nullable String mdcField) {
        this.mdcField = mdcField;
        return asBuilder();
    }

    /**
     * The name of an object that holds the key-values, maybe the one that holds the ThreadContext. Default: none, they stand
     * beside the other fields.
     *
     * @param keyValuesField the attribute's text
     * @return this
     */
    public B setKeyValuesField(@Nullable String keyValuesField) {
        this.keyValuesField = keyValuesField;
        return asBuilder();
    }

    /**
     * What dots in the keys of extras do: {@code keep} leaves them, {@code nest} writes {@code http.method} as {@code
     * method} in an object {@code http}. Where {@code http} is no object, the key keeps its dots; an extra with the name
     * of such an object gets {@code _} added. Default: {@code keep}.
     *
     * @param dottedKeys the attribute's text
     * @return this
     */
    public B setDottedKeys(@Nullable String dottedKeys) {
        this.dottedKeys = dottedKeys;
        return asBuilder();
    }

    /**
     * The most extras a line has, 1 to 10000; what comes after is left out and {@code truncated} added. Default: {@code
     * 128}.
     *
     * @param maxExtras the attribute's text
     * @return this
     */
    public B setMaxExtras(@Nullable String maxExtras) {
        this.maxExtras = maxExtras;
        return asBuilder();
    }

    /**
     * What becomes of extras with the same name: {@code last} writes the last value at the first place, {@code first}
     * the first value, {@code suffix} each, the second as {@code name_2}. Default: {@code last}.
     *
     * @param duplicateKeys the attribute's text
     * @return this
     */
    public B setDuplicateKeys(@Nullable String duplicateKeys) {
        this.duplicateKeys = duplicateKeys;
        return asBuilder();
    }

    /**
     * What to write as {@code ***} wherever it stands in a message, a value or a trace: {@code card}, {@code email},
     * {@code bearer}, {@code jwt}, {@code iban} and regexes as {@code /regex/}, separated by commas or line ends, or
     * {@code name=regex} on a line of its own; or in an element {@code <LineRedact>}. Of a regex with a group {@code
     * secret}, only the group is hidden. Keys, static fields and the names of loggers and threads stay as they are; of
     * numbers, those with 13 digits or more are looked at. Default: none.
     *
     * @param redactPatterns the attribute's text
     * @return this
     */
    public B setRedactPatterns(@Nullable String redactPatterns) {
        this.redactPatterns = redactPatterns;
        return asBuilder();
    }

    /**
     * The longest line, such as {@code 64 KB}: the trace shrinks first, then the message, then extras, and {@code
     * truncated} is added. Default: {@code 256 KB}, Loki's own limit.
     *
     * @param maxLineBytes the attribute's text
     * @return this
     */
    public B setMaxLineBytes(@Nullable String maxLineBytes) {
        this.maxLineBytes = maxLineBytes;
        return asBuilder();
    }

    /**
     * The longest value of an extra. Default: {@code 32 KB}.
     *
     * @param maxValueBytes the attribute's text
     * @return this
     */
    public B setMaxValueBytes(@Nullable String maxValueBytes) {
        this.maxValueBytes = maxValueBytes;
        return asBuilder();
    }

    /**
     * The longest stack trace. Default: {@code 64 KB}.
     *
     * @param maxStackBytes the attribute's text
     * @return this
     */
    public B setMaxStackBytes(@Nullable String maxStackBytes) {
        this.maxStackBytes = maxStackBytes;
        return asBuilder();
    }

    /**
     * How many frames of each exception a trace shows, 0 to 100,000: the first and the last ones, and between them how
     * many were omitted. Default: {@code 200}.
     *
     * @param maxStackFrames the attribute's text
     * @return this
     */
    public B setMaxStackFrames(@Nullable String maxStackFrames) {
        this.maxStackFrames = maxStackFrames;
        return asBuilder();
    }

    /**
     * Whether a trace begins with the root cause, followed by {@code Wrapped by:} and what wraps it: {@code true} or
     * {@code false}. Default: {@code false}, the layout of {@code printStackTrace}.
     *
     * @param rootCauseFirst the attribute's text
     * @return this
     */
    public B setRootCauseFirst(@Nullable String rootCauseFirst) {
        this.rootCauseFirst = rootCauseFirst;
        return asBuilder();
    }

    /**
     * Whether a trace is an array of its lines instead of one string: {@code true} or {@code false}. Default: {@code
     * false}.
     *
     * @param stackAsArray the attribute's text
     * @return this
     */
    public B setStackAsArray(@Nullable String stackAsArray) {
        this.stackAsArray = stackAsArray;
        return asBuilder();
    }

    /**
     * What python-json-logger calls {@link #setStackAsArray}.
     *
     * @param excInfoAsArray the attribute's text
     * @return this
     */
    public B setExcInfoAsArray(@Nullable String excInfoAsArray) {
        this.excInfoAsArray = excInfoAsArray;
        return asBuilder();
    }

    /**
     * Frames that a trace leaves out, separated by commas or line ends. Each is what {@code
     * com.acme.Svc.handle} begins with, as in {@code java.lang.reflect.}, or a regular expression between slashes that
     * is found in it. In place of each run stands {@code ... 5 frames excluded}; the frame that threw is always shown.
     * Default: none.
     *
     * @param excludeFrames the attribute's text
     * @return this
     */
    public B setExcludeFrames(@Nullable String excludeFrames) {
        this.excludeFrames = excludeFrames;
        return asBuilder();
    }

    /**
     * Whether packages in traces are written as their first letters, {@code c.a.s.Svc} for {@code com.acme.shop.Svc}:
     * {@code true} or {@code false}. Default: {@code false}.
     *
     * @param shortenNames the attribute's text
     * @return this
     */
    public B setShortenNames(@Nullable String shortenNames) {
        this.shortenNames = shortenNames;
        return asBuilder();
    }

    /**
     * Whether a line with a trace has a field {@code stack_hash} too, eight hexadecimal digits made of the classes and
     * methods in the trace, by which equal failures are found and counted: {@code true} or {@code false}. Messages, line
     * numbers and the numbers of lambdas and proxies do not change it. Default: {@code false}.
     *
     * @param stackHash the attribute's text
     * @return this
     */
    public B setStackHash(@Nullable String stackHash) {
        this.stackHash = stackHash;
        return asBuilder();
    }

    /**
     * Of which exceptions lines show the class only, because their messages may hold what must not be logged: {@code
     * true} for all, {@code false}, or names of classes separated by commas, as in {@code omitStackOf}. Default:
     * {@code false}.
     *
     * @param hideExceptionMessages the attribute's text
     * @return this
     */
    public B setHideExceptionMessages(@Nullable String hideExceptionMessages) {
        this.hideExceptionMessages = hideExceptionMessages;
        return asBuilder();
    }

    /**
     * Exceptions that get no trace: to the message {@code The error is: ...} is added where it lacks the exception's
     * message. Names of classes, separated by commas or line ends, their subclasses included: {@code
     * com.acme.OrderRefused}, {@code OrderRefused} in any package, or with {@code *} for any characters; Default: none.
     *
     * @param omitStackOf the attribute's text
     * @return this
     */
    public B setOmitStackOf(@Nullable String omitStackOf) {
        this.omitStackOf = omitStackOf;
        return asBuilder();
    }
}
