package io.github.lokiline.append;

import io.github.lokiline.json.Settings;
import io.github.lokiline.loki.ClientListener;
import io.github.lokiline.loki.LokiClientBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes what the path of the events consists of out of properties, or finds out all that is wrong with them. Owned by
 * the thread that starts the appender.
 */
public final class Assembly {
    private final AppenderProperties raw;
    private final ClientListener listener;
    private final Settings settings;
    private final Surroundings around;
    private final List<String> faults = new ArrayList<>();

    /**
     * Assembles by these properties.
     *
     * @param raw what the user wrote
     * @param settings what is wrong so far
     * @param listener told of what happens later
     */
    public Assembly(AppenderProperties raw, Settings settings, ClientListener listener) {
        this.raw = raw;
        this.settings = settings;
        this.listener = listener;
        this.around = Surroundings.ofProcess();
    }

    /**
     * Reads the properties, all but what is in key stores.
     *
     * @param face what the framework brings
     * @param <E> the framework's event
     * @return what can be opened; null when there are {@link #faults()}
     */
    public <E> @Nullable Assembled<E> assemble(Face<E> face) {
        Secrets secrets = new LineSecrets(face.records());
        ValuePattern<E> patterns = new ValuePattern<>(face, secrets);
        Rationed valueFailures = rationed("a label or metadata value", "values left out");
        Map<String, EventValue<E>> labels = labels(patterns, face);
        Metadata<E> metadata = new MetadataProperty<>(patterns, secrets, settings)
                .read(raw.get("structuredMetadata"), face, valueFailures);
        LokiClientBuilder builder = ClientProperties.read(raw, settings, listener);
        EventValue<E> tenant = tenant(patterns, builder);
        faults.addAll(settings.faults());
        faults.addAll(builder.faults());
        if (!faults.isEmpty()) {
            return null;
        }
        Rationed failures = rationed("a filter or " + face.writer(), "events lost by it");
        AppendPath.Parts<E> parts =
                new AppendPath.Parts<>(new Labels<>(labels, valueFailures), metadata, tenant, failures);
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

    private <E> Map<String, EventValue<E>> labels(ValuePattern<E> patterns, Face<E> face) {
        String text = raw.get("labels");
        return text == null || text.isBlank()
                ? LabelProperty.defaults(face.serviceName(), around)
                : LabelProperty.read(text, patterns, settings);
    }

    /** A tenant that is the same for every event is the client's; else it is read from each event. */
    private <E> @Nullable EventValue<E> tenant(ValuePattern<E> patterns, LokiClientBuilder builder) {
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
        } catch (Unusable e) {
            settings.fault("tenantId", text, e.rule(), e.wayOut());
            return null;
        }
    }

    private Rationed rationed(String who, String loss) {
        return new Rationed(who, loss, listener::warn, System::nanoTime);
    }
}
