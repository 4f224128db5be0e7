package io.github.lokiline.logback.loki;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.FilterReply;
import io.github.lokiline.json.Settings;
import io.github.lokiline.loki.ClientListener;
import io.github.lokiline.loki.LokiClient;
import io.github.lokiline.loki.LokiClientBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes the path of the events out of properties, or finds out all that is wrong with them. Owned by the thread that
 * starts the appender.
 */
final class Assembly {
    private final Context context;
    private final RawProperties raw;
    private final Surroundings around;
    private final ClientListener listener;
    private final Settings settings = new Settings();

    Assembly(Context context, RawProperties raw, Surroundings around, ClientListener listener) {
        this.context = context;
        this.raw = raw;
        this.around = around;
        this.listener = listener;
    }

    /**
     * Assembles, reports the settings in effect and whatever looks unwise.
     *
     * @return the path; null after reporting each fault
     */
    @Nullable
    AppendPath assemble(@Nullable Encoder<ILoggingEvent> given, Function<ILoggingEvent, FilterReply> filters) {
        Encoder<ILoggingEvent> encoder = EncoderChoice.of(given, context, settings);
        LevelText levels = EncoderChoice.levels(encoder);
        Secrets secrets = EncoderChoice.secrets(encoder, context);
        ValuePattern patterns = new ValuePattern(context, levels, secrets);
        Rationed valueFailures = rationed("a label or metadata value", "values left out");
        Map<String, EventValue> labels = labels(patterns);
        Metadata metadata = new MetadataProperty(patterns, secrets, settings)
                .read(raw.get("structuredMetadata"), levels, valueFailures);
        LokiClientBuilder builder = ClientProperties.read(raw, settings, listener);
        EventValue tenant = tenant(patterns, builder);
        LokiClient client = reportFaults(builder) ? null : build(builder);
        if (client == null) {
            return null;
        }
        AppendPath path = new AppendPath(new AppendPath.Parts(
                client,
                filters,
                LineSource.of(encoder),
                new Labels(labels, valueFailures),
                metadata,
                tenant,
                rationed("a filter or encoder " + encoder.getClass().getSimpleName(), "events lost by it")));
        report(client, encoder, labels, metadata, tenant);
        return path;
    }

    private Map<String, EventValue> labels(ValuePattern patterns) {
        String text = raw.get("labels");
        return text == null || text.isBlank()
                ? LabelProperty.defaults(context, around)
                : LabelProperty.read(text, patterns, settings);
    }

    /** A tenant that is the same for every event is the client's; else it is read from each event. */
    private @Nullable EventValue tenant(ValuePattern patterns, LokiClientBuilder builder) {
        String text = settings.text("tenantId", raw.get("tenantId"), "").strip();
        if (text.isEmpty()) {
            return null;
        }
        if (text.indexOf('%') < 0) {
            builder.tenantId(text);
            return null;
        }
        try {
            // As it is: a masked tenant would be another one.
            return patterns.parseWhole("tenantId", text);
        } catch (Unusable e) {
            settings.fault("tenantId", text, e.rule(), e.wayOut());
            return null;
        }
    }

    private boolean reportFaults(LokiClientBuilder builder) {
        List<String> faults = new ArrayList<>(settings.faults());
        faults.addAll(builder.faults());
        faults.forEach(listener::warn);
        return !faults.isEmpty();
    }

    /** Key stores are opened last, since that takes a while. */
    private @Nullable LokiClient build(LokiClientBuilder builder) {
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            String.valueOf(e.getMessage()).lines().forEach(listener::warn);
            return null;
        }
    }

    private void report(
            LokiClient client,
            Encoder<ILoggingEvent> encoder,
            Map<String, EventValue> labels,
            Metadata metadata,
            @Nullable EventValue tenant) {
        String perEvent = tenant == null ? "" : ", tenantId " + tenant;
        listener.info("started: " + client.settings() + perEvent + ", encoder "
                + encoder.getClass().getSimpleName() + ", labels " + labels + ", structuredMetadata " + metadata);
        LabelAdvice.warnings(labels).forEach(listener::warn);
    }

    private Rationed rationed(String who, String loss) {
        return new Rationed(who, loss, listener::warn, System::nanoTime);
    }
}
