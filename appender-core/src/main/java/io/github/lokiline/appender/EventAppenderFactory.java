package io.github.lokiline.appender;

import io.github.lokiline.appender.internal.ClientPropertiesMapper;
import io.github.lokiline.appender.internal.FailureReporter;
import io.github.lokiline.appender.internal.HighCardinalityLabelCheck;
import io.github.lokiline.appender.internal.LabelExtractor;
import io.github.lokiline.appender.internal.LabelsParser;
import io.github.lokiline.appender.internal.MetadataExtractor;
import io.github.lokiline.appender.internal.StructuredMetadataParser;
import io.github.lokiline.appender.internal.SystemEnvironment;
import io.github.lokiline.appender.internal.ValueExtractor;
import io.github.lokiline.appender.internal.ValuePatternParser;
import io.github.lokiline.client.DeliveryListener;
import io.github.lokiline.client.internal.config.ClientConfigFactory;
import io.github.lokiline.client.internal.config.ClientOptions;
import io.github.lokiline.client.internal.config.OptionValues;
import io.github.lokiline.client.internal.config.PushUrl;
import io.github.lokiline.client.internal.engine.PipelineLease;
import io.github.lokiline.client.internal.engine.PipelineRegistry;
import io.github.lokiline.client.internal.engine.PipelineSettings;
import io.github.lokiline.json.spi.PropertyParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the properties of an appender, reports all their errors together, and creates the path of its events. Owned by the
 * thread that starts the appender.
 *
 * @param <E> the framework's event
 */
public final class EventAppenderFactory<E> {
    private final RawProperties raw;
    private final PropertyParser parser;
    private final FrameworkAdapter<E> framework;
    private final DeliveryListener listener;
    private final ValuePatternParser<E> patterns;
    private final OptionValues values;
    private final List<String> errors;
    /** Null if there are errors. */
    private final EventAppender.@Nullable Parts<E> parts;

    /**
     * Reads the properties.
     *
     * @param parser has the errors found so far
     * @param framework the framework's part of the path
     * @param listener receives later notifications
     */
    public EventAppenderFactory(
            RawProperties raw, PropertyParser parser, FrameworkAdapter<E> framework, DeliveryListener listener) {
        this.raw = raw;
        this.parser = parser;
        this.framework = framework;
        this.listener = listener;
        this.patterns = new ValuePatternParser<>(framework);
        FailureReporter valueFailures = reporter("a label or metadata value", "values left out");
        Map<String, ValueExtractor<E>> labels = labels();
        MetadataExtractor<E> metadata = new StructuredMetadataParser<>(framework, patterns, parser)
                .read(raw.get(AppenderOptions.STRUCTURED_METADATA.name()), valueFailures);
        this.values = ClientPropertiesMapper.read(raw, parser);
        ValueExtractor<E> tenant = tenant();
        this.errors = new ArrayList<>(parser.faults());
        errors.addAll(new ClientConfigFactory(values).errors());
        this.parts = errors.isEmpty()
                ? new EventAppender.Parts<>(
                        new LabelExtractor<>(labels, valueFailures),
                        metadata,
                        tenant,
                        reporter("a filter or " + framework.writer(), "events lost by it"))
                : null;
    }

    /** Returns every error of the properties. */
    public List<String> errors() {
        return List.copyOf(errors);
    }

    /**
     * Starts delivering, and reports the settings in effect with warnings about unwise ones. Called only if there are no
     * {@link #errors()}.
     *
     * @param name the appender's name: appenders of one name and destination share a pipeline, across reloads
     * @throws IllegalArgumentException if a key store cannot be read; one error a line
     */
    public EventAppender<E> open(String name) {
        EventAppender.Parts<E> checked = Objects.requireNonNull(parts, "there are errors");
        PipelineLease pipeline = PipelineRegistry.acquire(PipelineSettings.of(values, listener), name);
        try {
            report(pipeline, checked);
            return new EventAppender<>(framework, pipeline, checked);
        } catch (Throwable e) {
            // Status listeners are application code; a lease that nobody holds would keep the pipeline for ever.
            pipeline.closeAsync();
            throw e;
        }
    }

    private void report(PipelineLease pipeline, EventAppender.Parts<E> checked) {
        String perEvent = checked.tenant() == null ? "" : ", tenantId " + checked.tenant();
        listener.info(
                "delivering to " + PushUrl.parse(values.get(ClientOptions.URL)).shown() + " as "
                        + checked.labels().shown()
                        + "; " + pipeline.description() + perEvent + ", " + framework.writer() + ", structuredMetadata "
                        + checked.metadata());
        for (String warning : warnings(checked)) {
            listener.warn(warning);
        }
    }

    private List<String> warnings(EventAppender.Parts<E> checked) {
        List<String> warnings = new ArrayList<>(
                HighCardinalityLabelCheck.warnings(checked.labels().byName()));
        String url = values.get(ClientOptions.URL);
        String written = raw.get(ClientOptions.URL.name());
        if (written != null && written.isBlank()) {
            warnings.add("url \"\": is empty, perhaps by a variable; entries go to " + url
                    + "; set the variable, or remove the property");
        }
        add(PushUrl.repairWarning(written == null || written.isBlank() ? url : written), warnings);
        add(checked.labels().repairWarning(), warnings);
        return warnings;
    }

    private static void add(@Nullable String warning, List<String> warnings) {
        if (warning != null) {
            warnings.add(warning);
        }
    }

    private Map<String, ValueExtractor<E>> labels() {
        String text = raw.get(AppenderOptions.LABELS.name());
        return text == null || text.isBlank()
                ? LabelsParser.defaults(framework.serviceName(), SystemEnvironment.ofProcess())
                : LabelsParser.read(text, patterns, parser);
    }

    /** Returns the tenant of each event; null if it is the same for all events, which makes it the client's. */
    private @Nullable ValueExtractor<E> tenant() {
        String name = ClientOptions.TENANT_ID.name();
        String text = parser.text(name, raw.get(name), "").strip();
        if (!patterns.isPattern(text)) {
            values.set(ClientOptions.TENANT_ID, text.isEmpty() ? null : text);
            return null;
        }
        try {
            // Not redacted: a masked tenant would be a different one.
            return patterns.parseWhole(name, text);
        } catch (InvalidPatternException e) {
            parser.fault(name, text, e.constraint(), e.remedy());
            return null;
        }
    }

    private FailureReporter reporter(String source, String loss) {
        return new FailureReporter(source, loss, listener::warn, System::nanoTime);
    }
}
