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
 * The attributes and elements that all layouts have, as a configuration sets them. Owned by the thread that configures;
 * long because it is their documentation.
 *
 * <p>Every attribute keeps its text, which is checked when the layout is built, where all errors are reported together.
 *
 * @param <B> the builder itself
 */
@SuppressWarnings("UnusedVariable") // Log4j writes the fields, and PluginAttributes reads them, both by reflection
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
    private @Nullable String omitNulls;

    @PluginBuilderAttribute
    private @Nullable String omitEmpty;

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
    private @Nullable String jsonMessage;

    @PluginBuilderAttribute
    private @Nullable String staticFields;

    @PluginBuilderAttribute
    private @Nullable String redactKeys;

    @PluginBuilderAttribute
    private @Nullable String mdc;

    @PluginBuilderAttribute
    private @Nullable String typedMdc;

    @PluginBuilderAttribute
    private @Nullable String keyValues;

    @PluginBuilderAttribute
    private @Nullable String context;

    @PluginBuilderAttribute
    private @Nullable String markers;

    @PluginBuilderAttribute
    private @Nullable String arguments;

    @PluginBuilderAttribute
    private @Nullable String argumentsAsText;

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
    private @Nullable String stripAnsi;

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
    private @Nullable String truncateFramesAfter;

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

    /** Returns the text of each property, including elements; errors go to the parser. */
    final Map<String, String> properties(PropertyParser settings) {
        LayoutElements elements = new LayoutElements(PluginAttributes.of(this), settings);
        elements.renames(list(renames));
        elements.statics(list(statics));
        elements.redactions(list(redactions));
        return elements.properties();
    }

    /** Creates the extensions of the application; errors go to the parser. */
    @SuppressWarnings("unchecked") // a writer of other events fails with the first one, and loses only its field
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

    /** Sets the configuration of the layout, whose properties {@code context} selects; null for none. */
    public B setConfiguration(@Nullable Configuration configuration) {
        this.configuration = configuration;
        return asBuilder();
    }

    /** Sets elements that rename fields, {@code <LineRename from="levelname" to="level"/>}. */
    public B setRenames(RenameElement... renames) {
        this.renames = renames;
        return asBuilder();
    }

    /** Sets elements with fields that every line has, {@code <LineStatic name="team" value="orders"/>}. */
    public B setStatics(StaticFieldElement... statics) {
        this.statics = statics;
        return asBuilder();
    }

    /** Sets elements with patterns to hide in all texts, {@code <LineRedact pattern="/acct-\d+/"/>}. */
    public B setRedactions(RedactElement... redactions) {
        this.redactions = redactions;
        return asBuilder();
    }

    /** Sets nested plugins that write fields of the application, after those of the format. */
    @SafeVarargs
    @SuppressWarnings("varargs") // kept, and only read
    public final B setFields(FieldWriter<LogEvent>... fields) {
        this.fields = fields;
        return asBuilder();
    }

    /** Sets nested plugins that change every line. Encoding then takes several times as long. */
    public B setPostProcessors(LinePostProcessor... postProcessors) {
        this.postProcessors = postProcessors;
        return asBuilder();
    }

    /** Sets elements with classes that write fields, {@code <LineField class="com.acme.Region"/>}. */
    public B setFieldClasses(FieldElement... fieldClasses) {
        this.fieldClasses = fieldClasses;
        return asBuilder();
    }

    /** Sets elements with classes that change every line, {@code <LineProcessor class="com.acme.Tidy"/>}. */
    public B setProcessorClasses(PostProcessorElement... processorClasses) {
        this.processorClasses = processorClasses;
        return asBuilder();
    }

    /** Sets {@code lineSeparator}. End of each line: {@code LF} or {@code CRLF}. Default: {@code LF}. */
    public B setLineSeparator(@Nullable String lineSeparator) {
        this.lineSeparator = lineSeparator;
        return asBuilder();
    }

    /**
     * Sets {@code ndc}. Array of the stack of the ThreadContext in lines of events that have one: {@code true} for a
     * field {@code ndc}, {@code false}, or another name. Default: {@code true}.
     */
    public B setNdc(@Nullable String ndc) {
        this.ndc = ndc;
        return asBuilder();
    }

    /**
     * Sets {@code preset}. Fields, their names, and the form of level and time: {@code python}, {@code structlog},
     * {@code tagged}, {@code logstash}, {@code ecs}, {@code gcp} or {@code datadog}; for {@code <Logfmt>} also
     * {@code tskv}. Default: {@code python}.
     */
    public B setPreset(@Nullable String preset) {
        this.preset = preset;
        return asBuilder();
    }

    /**
     * Sets {@code format}. Built-in fields in their order, in any style of python-json-logger:
     * {@code %(asctime)s %(name)s}, {@code {name}{message}}, {@code $name $message} or {@code asctime,name,message}.
     * Only the names count. Another name takes the additional field of that name. {@code pathname}, {@code filename},
     * {@code module}, {@code lineno}, {@code funcName} and {@code source_location} need the caller of every event, which
     * is expensive. Default: of the preset.
     */
    public B setFormat(@Nullable String format) {
        this.format = format;
        return asBuilder();
    }

    /**
     * Sets {@code datefmt}. Format of {@code asctime}: strftime ({@code %Y-%m-%d %H:%M:%S}), a Java pattern
     * ({@code yyyy-MM-dd HH:mm:ss}), or {@code epoch_millis}, {@code epoch_seconds}, {@code iso_micros},
     * {@code iso_nanos}. Default: ISO-8601 with milliseconds.
     */
    public B setDatefmt(@Nullable String datefmt) {
        this.datefmt = datefmt;
        return asBuilder();
    }

    /**
     * Sets {@code timeZone}. Zone of the times in a line, such as {@code Europe/Berlin} or {@code +01:00}. Default:
     * {@code UTC}.
     */
    public B setTimeZone(@Nullable String timeZone) {
        this.timeZone = timeZone;
        return asBuilder();
    }

    /**
     * Sets {@code levelNames}. Names of the levels: {@code python} (WARNING), {@code java} (WARN), {@code lower}
     * (warn), {@code structlog} (warning), {@code gcp} (WARNING, and TRACE as DEBUG), or a map for the levels that
     * differ from the preset, {@code WARN=warning}. Default: of the preset.
     */
    public B setLevelNames(@Nullable String levelNames) {
        this.levelNames = levelNames;
        return asBuilder();
    }

    /**
     * Sets {@code renameFields}. Map of field names to the names in the line, in addition to elements
     * {@code <LineRename>}.
     */
    public B setRenameFields(@Nullable String renameFields) {
        this.renameFields = renameFields;
        return asBuilder();
    }

    /**
     * Sets {@code keepMissing}. If {@code true}, a line without a renamed field has its new name with {@code null}, at
     * the end. Default: {@code false}.
     */
    public B setKeepMissing(@Nullable String keepMissing) {
        this.keepMissing = keepMissing;
        return asBuilder();
    }

    /**
     * Sets {@code omitNulls}. If {@code true}, leaves out fields whose value is null; if {@code exceptions}, only those
     * of {@code format} that describe an exception, in lines without one. Default: {@code false}.
     */
    public B setOmitNulls(@Nullable String omitNulls) {
        this.omitNulls = omitNulls;
        return asBuilder();
    }

    /**
     * Sets {@code omitEmpty}. If {@code true}, leaves out fields whose value is null, an empty text, or a list or
     * object without content. Default: {@code false}.
     */
    public B setOmitEmpty(@Nullable String omitEmpty) {
        this.omitEmpty = omitEmpty;
        return asBuilder();
    }

    /**
     * Sets {@code defaults}. Map of fields at the start of the line, with the value to write if the event has none.
     * Values may be any JSON.
     */
    public B setDefaults(@Nullable String defaults) {
        this.defaults = defaults;
        return asBuilder();
    }

    /**
     * Sets {@code timestamp}. If {@code true}, adds a last field {@code timestamp} in UTC with microseconds,
     * {@code 2025-11-20T10:30:45.123456Z}; any other text is the name of the field. Default: {@code false}.
     */
    public B setTimestamp(@Nullable String timestamp) {
        this.timestamp = timestamp;
        return asBuilder();
    }

    /**
     * Sets {@code sequence}. If {@code true}, adds a field {@code sequence} after those of the format, which counts the
     * lines of this encoder; any other text is the name of the field. Default: {@code false}.
     */
    public B setSequence(@Nullable String sequence) {
        this.sequence = sequence;
        return asBuilder();
    }

    /** Sets {@code prefix}. Plain text in front of the JSON. In double quotes it keeps its spaces: {@code "@cee: "}. */
    public B setPrefix(@Nullable String prefix) {
        this.prefix = prefix;
        return asBuilder();
    }

    /**
     * Sets {@code ensureAscii}. If {@code true}, writes all characters that are not ASCII, and the delete character, as
     * a backslash, {@code u} and four digits. Default: {@code false}.
     */
    public B setEnsureAscii(@Nullable String ensureAscii) {
        this.ensureAscii = ensureAscii;
        return asBuilder();
    }

    /**
     * Sets {@code indent}. Number of spaces that a level is indented, 1 to 16, for consoles: an event then takes
     * several lines. An event that would exceed {@code maxLineBytes} stays in one line. Of {@code <JsonLine>} only.
     * Default: {@code 0}.
     */
    public B setIndent(@Nullable String indent) {
        this.indent = indent;
        return asBuilder();
    }

    /**
     * Sets {@code jsonMessage}. If {@code true}, writes a message that is a JSON object as an object, with secrets
     * masked in it. Default: {@code false}.
     */
    public B setJsonMessage(@Nullable String jsonMessage) {
        this.jsonMessage = jsonMessage;
        return asBuilder();
    }

    /**
     * Sets {@code staticFields}. Map of fields that are the same in each line, in addition to elements
     * {@code <LineStatic>}. As a JSON object its values may be any JSON.
     */
    public B setStaticFields(@Nullable String staticFields) {
        this.staticFields = staticFields;
        return asBuilder();
    }

    /**
     * Sets {@code redactKeys}. Keys whose values are written as {@code ***}, separated by commas. A {@code +} before
     * any of them extends the default list (password, token, authorization and the like), {@code none} switches it off.
     */
    public B setRedactKeys(@Nullable String redactKeys) {
        this.redactKeys = redactKeys;
        return asBuilder();
    }

    /**
     * Sets {@code mdc}. Selected entries of the ThreadContext: {@code all}, {@code none}, or globs such as
     * {@code request_id, user_*, !user_secret}. Default: {@code all}.
     */
    public B setMdc(@Nullable String mdc) {
        this.mdc = mdc;
        return asBuilder();
    }

    /**
     * Sets {@code typedMdc}. Selected entries of the ThreadContext, as for {@code mdc}, that are written as a number, a
     * boolean, an object or a list where their text is one in JSON: {@code all}, {@code none}, or globs. Default:
     * {@code none}.
     */
    public B setTypedMdc(@Nullable String typedMdc) {
        this.typedMdc = typedMdc;
        return asBuilder();
    }

    /**
     * Sets {@code keyValues}. Selected entries of a {@code MapMessage}, sorted by key: {@code all}, {@code none}, or
     * globs, as for {@code mdc}. Default: {@code all}.
     */
    public B setKeyValues(@Nullable String keyValues) {
        this.keyValues = keyValues;
        return asBuilder();
    }

    /**
     * Sets {@code context}. Selected properties of the configuration, as for {@code mdc}; those in {@code <Properties>}
     * must be named. Default: {@code none}.
     */
    public B setContext(@Nullable String context) {
        this.context = context;
        return asBuilder();
    }

    /**
     * Sets {@code markers}. Selected markers, in an array {@code tags}: {@code all}, {@code none}, or globs, as for
     * {@code mdc}. Default: {@code none}.
     */
    public B setMarkers(@Nullable String markers) {
        this.markers = markers;
        return asBuilder();
    }

    /**
     * Sets {@code arguments}. Selected arguments of the message, as {@code arg0}, {@code arg1} and so on: {@code all},
     * {@code none}, or globs, as for {@code mdc}. Default: {@code none}.
     */
    public B setArguments(@Nullable String arguments) {
        this.arguments = arguments;
        return asBuilder();
    }

    /**
     * Sets {@code argumentsAsText}. If {@code true}, writes arguments that are objects of the application by their own
     * text, not by their properties, as {@code arg0} and in {@code args}. Default: {@code false}.
     */
    public B setArgumentsAsText(@Nullable String argumentsAsText) {
        this.argumentsAsText = argumentsAsText;
        return asBuilder();
    }

    /**
     * Sets {@code mdcField}. Name of an object that holds the ThreadContext, left out if it would be empty. It may
     * equal {@code keyValuesField}.
     */
    public B setMdcField(@Nullable String mdcField) {
        this.mdcField = mdcField;
        return asBuilder();
    }

    /**
     * Sets {@code keyValuesField}. Name of an object that holds the key-values, left out if it would be empty. It may
     * equal {@code mdcField}.
     */
    public B setKeyValuesField(@Nullable String keyValuesField) {
        this.keyValuesField = keyValuesField;
        return asBuilder();
    }

    /**
     * Sets {@code dottedKeys}. Dots in the names of fields: {@code nest} writes {@code http.method} as
     * {@code method} in an object {@code http}, {@code keep} leaves them. Default: {@code keep}.
     */
    public B setDottedKeys(@Nullable String dottedKeys) {
        this.dottedKeys = dottedKeys;
        return asBuilder();
    }

    /**
     * Sets {@code maxExtras}. Maximum number of additional fields in a line, 1 to 10000. Further ones are left out, and
     * {@code truncated} is added. Default: {@code 128}.
     */
    public B setMaxExtras(@Nullable String maxExtras) {
        this.maxExtras = maxExtras;
        return asBuilder();
    }

    /**
     * Sets {@code duplicateKeys}. Additional fields with the same name: {@code last} writes the last value at the first
     * position, {@code first} the first value, {@code suffix} each value, the second as {@code name_2}. Default:
     * {@code last}.
     */
    public B setDuplicateKeys(@Nullable String duplicateKeys) {
        this.duplicateKeys = duplicateKeys;
        return asBuilder();
    }

    /**
     * Sets {@code redactPatterns}. Patterns that are written as {@code ***} in any text: {@code card}, {@code email},
     * {@code bearer}, {@code jwt}, {@code iban}, {@code /regex/} or {@code name=regex}; in addition to elements
     * {@code <LineRedact>}.
     */
    public B setRedactPatterns(@Nullable String redactPatterns) {
        this.redactPatterns = redactPatterns;
        return asBuilder();
    }

    /**
     * Sets {@code stripAnsi}. If {@code true}, removes the escape sequences of terminals, such as colours, from all
     * texts. Default: {@code false}.
     */
    public B setStripAnsi(@Nullable String stripAnsi) {
        this.stripAnsi = stripAnsi;
        return asBuilder();
    }

    /**
     * Sets {@code maxLineBytes}. Maximum length of a line, by default Loki's own limit. The stack trace is shortened
     * first, then the message, then additional fields, and {@code truncated} is added. Default: {@code 256 KB}.
     */
    public B setMaxLineBytes(@Nullable String maxLineBytes) {
        this.maxLineBytes = maxLineBytes;
        return asBuilder();
    }

    /** Sets {@code maxValueBytes}. Maximum length of the value of an additional field. Default: {@code 32 KB}. */
    public B setMaxValueBytes(@Nullable String maxValueBytes) {
        this.maxValueBytes = maxValueBytes;
        return asBuilder();
    }

    /** Sets {@code maxStackBytes}. Maximum length of a stack trace. Default: {@code 64 KB}. */
    public B setMaxStackBytes(@Nullable String maxStackBytes) {
        this.maxStackBytes = maxStackBytes;
        return asBuilder();
    }

    /**
     * Sets {@code maxStackFrames}. Maximum number of frames of each exception in a stack trace, 0 to 100,000: the first
     * and the last ones. Default: {@code 200}.
     */
    public B setMaxStackFrames(@Nullable String maxStackFrames) {
        this.maxStackFrames = maxStackFrames;
        return asBuilder();
    }

    /**
     * Sets {@code rootCauseFirst}. If {@code true}, a stack trace begins with the root cause, followed by the
     * exceptions that wrap it. Default: {@code false}.
     */
    public B setRootCauseFirst(@Nullable String rootCauseFirst) {
        this.rootCauseFirst = rootCauseFirst;
        return asBuilder();
    }

    /** Sets {@code stackAsArray}. If {@code true}, a stack trace is an array of its lines. Default: {@code false}. */
    public B setStackAsArray(@Nullable String stackAsArray) {
        this.stackAsArray = stackAsArray;
        return asBuilder();
    }

    /**
     * Sets {@code excInfoAsArray}. Same as {@code stackAsArray}, with the name of python-json-logger. Default:
     * {@code false}.
     */
    public B setExcInfoAsArray(@Nullable String excInfoAsArray) {
        this.excInfoAsArray = excInfoAsArray;
        return asBuilder();
    }

    /**
     * Sets {@code excludeFrames}. Frames that stack traces leave out, separated by commas or lines: the beginning of
     * {@code com.acme.Svc.handle} ({@code java.lang.reflect.}), or a {@code /regex/} found in it.
     */
    public B setExcludeFrames(@Nullable String excludeFrames) {
        this.excludeFrames = excludeFrames;
        return asBuilder();
    }

    /**
     * Sets {@code truncateFramesAfter}. Frames behind which the frames of an exception are left out and counted, as for
     * {@code excludeFrames}.
     */
    public B setTruncateFramesAfter(@Nullable String truncateFramesAfter) {
        this.truncateFramesAfter = truncateFramesAfter;
        return asBuilder();
    }

    /**
     * Sets {@code shortenNames}. If {@code true}, stack traces show packages by their first letters, {@code c.a.s.Svc}.
     * Default: {@code false}.
     */
    public B setShortenNames(@Nullable String shortenNames) {
        this.shortenNames = shortenNames;
        return asBuilder();
    }

    /**
     * Sets {@code stackHash}. If {@code true}, adds the field {@code stack_hash}, which is equal for equal failures.
     * Default: {@code false}.
     */
    public B setStackHash(@Nullable String stackHash) {
        this.stackHash = stackHash;
        return asBuilder();
    }

    /**
     * Sets {@code hideExceptionMessages}. If {@code true}, or a list of exception classes, lines show the class of
     * exceptions without their messages, in stack traces and as values. Default: {@code false}.
     */
    public B setHideExceptionMessages(@Nullable String hideExceptionMessages) {
        this.hideExceptionMessages = hideExceptionMessages;
        return asBuilder();
    }

    /**
     * Sets {@code omitStackOf}. List of exception classes without a stack trace: {@code The error is: …} is added to
     * the message if it lacks the text of the exception.
     */
    public B setOmitStackOf(@Nullable String omitStackOf) {
        this.omitStackOf = omitStackOf;
        return asBuilder();
    }
}
