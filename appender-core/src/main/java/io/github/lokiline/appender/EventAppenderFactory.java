package io.github.lokiline.appender;

import io.github.lokiline.appender.internal.ClientPropertiesMapper;
import io.github.lokiline.appender.internal.LabelExtractor;
import io.github.lokiline.appender.internal.LabelsParser;
import io.github.lokiline.appender.internal.LineSecrets;
import io.github.lokiline.appender.internal.MetadataExtractor;
import io.github.lokiline.appender.internal.Rationed;
import io.github.lokiline.appender.internal.SecretMasker;
import io.github.lokiline.appender.internal.StructuredMetadataParser;
import io.github.lokiline.appender.internal.SystemEnvironment;
import io.github.lokiline.appender.internal.ValueExtractor;
import io.github.lokiline.appender.internal.ValuePatternParser;
import io.github.lokiline.client.DeliveryListener;
import io.github.lokiline.client.LokiClientBuilder;
import io.github.lokiline.json.spi.PropertyParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes what the path of the events consists of out of properties, or finds out all that is wrong with them. Owned by
 * the thread that starts the appender.
 */
public final class EventAppenderFactory {
    private final RawProperties raw;
    private final DeliveryListener listener;
    private final PropertyParser settings;
    private final SystemEnvironment around;
    private final List<String> faults = new ArrayList<>();

    /**
     * Assembles by these properties.
     *
     * @param raw what the user wrote
     * @param settings what is wrong so far
     * @param listener told of what happens later
     */
    public EventAppenderFactory(RawProperties raw, PropertyParser settings, DeliveryListener listener) {
        this.raw = raw;
        this.settings = settings;
        this.listener = listener;
        this.around = SystemEnvironment.ofProcess();
    }

    /**
     * Reads the properties, all but what is in key stores.
     *
     * @param face what the framework brings
     * @param <E> the framework's event
     * @return what can be opened; null when there are {@link #faults()}
     */
    public <E> @Nullable Assembled<E> assemble(FrameworkAdapter<E> face) {
        SecretMasker secrets = new LineSecrets(face.records());
        ValuePatternParser<E> patterns = new ValuePatternParser<>(face, secrets);
        Rationed valueFailures = rationed("a label or metadata value", "values left out");
        Map<String, ValueExtractor<E>> labels = labels(patterns, face);
        MetadataExtractor<E> metadata = new StructuredMetadataParser<>(patterns, secrets, settings)
                .read(raw.get("structuredMetadata"), face, valueFailures);
        LokiClientBuilder builder = ClientPropertiesMapper.read(raw, settings, listener);
        ValueExtractor<E> tenant = tenant(patterns, builder);
        faults.addAll(settings.faults());
        faults.addAll(builder.faults());
        if (!faults.isEmpty()) {
            return null;
        }
        Rationed failures = rationed("a filter or " + face.writer(), "events lost by it");
        EventAppender.Parts<E> parts =
                new EventAppender.Parts<>(new LabelExtractor<>(labels, valueFailures), metadata, tenant, failures);
        return new Assembled<>(face, builder, parts, listener);
    }

    /**
     * What was wrong, found while assembling.
     *
     * @return one message a fault
     */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    private <E> Map<String, ValueExtractor<E>> labels(ValuePatternParser<E> patterns, FrameworkAdapter<E> face) {
        String text = raw.get("labels");
        return text == null || text.isBlank()
                ? LabelsParser.defaults(face.serviceName(), around)
                : LabelsParser.read(text, patterns, settings);
    }

    /** A tenant that is the same for every event is the client's; else it is read from each event. */
    private <E> @Nullable ValueExtractor<E> tenant(ValuePatternParser<E> patterns, LokiClientBuilder builder) {
        String text = settings.text("tenantId", raw.get("tenantId"), "").strip();
        if (text.isEmpty()) {
            return null;
        }
        if (!patterns.isPattern(text)) {
            builder.tenantId(text);
            return null;
        }
        try {
            // As it is: a masked tenant would be another one.
            return patterns.parseWhole("tenantId", text);
        } catch (InvalidPatternException e) {
            settings.fault("tenantId", text, e.rule(), e.wayOut());
            return null;
        }
    }

    private Rationed rationed(String who, String loss) {
        return new Rationed(who, loss, listener::warn, System::nanoTime);
    }
}
