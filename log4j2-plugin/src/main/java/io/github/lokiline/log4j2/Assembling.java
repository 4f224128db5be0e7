package io.github.lokiline.log4j2;

import io.github.lokiline.append.AppenderProperties;
import io.github.lokiline.append.Assembled;
import io.github.lokiline.append.Assembly;
import io.github.lokiline.append.Face;
import io.github.lokiline.append.LineSource;
import io.github.lokiline.append.ServiceName;
import io.github.lokiline.json.RecordEncoder;
import io.github.lokiline.json.Settings;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LogEvent;
import org.jspecify.annotations.Nullable;

/** Makes an appender out of its builder, or tells all that is wrong with it. Owned by the thread that configures. */
final class Assembling {
    private final LokiBuilder builder;
    private final String who;
    private final Settings settings = new Settings();
    private final Reports reports;
    private final Log4jPatterns patterns;

    Assembling(LokiBuilder builder) {
        this.builder = builder;
        this.who = "<Loki name=\"" + builder.getName() + "\">";
        this.reports = new Reports(who);
        this.patterns = new Log4jPatterns(builder.getConfiguration());
    }

    @Nullable
    LokiAppender appender() {
        if (builder.getName() == null || builder.getName().isBlank()) {
            Reports.faults("<Loki>", "there is no such appender", List.of("name \"\": not set; write name=\"LOKI\""));
            return null;
        }
        Map<String, String> attributes = builder.attributes();
        Unresolved.check(attributes, settings);
        boolean enabled = settings.bool("enabled", attributes.get("enabled"), true);
        Assembly assembly = new Assembly(properties(attributes), settings, reports);
        Layout<? extends Serializable> layout = layout();
        Assembled<LogEvent> assembled = assembly.assemble(face(layout));
        if (assembled == null) {
            Reports.faults(who, "there is no such appender", assembly.faults());
            return null;
        }
        return new LokiAppender(builder, layout, enabled ? assembled : null, patterns.requiresLocation(), reports);
    }

    private AppenderProperties properties(Map<String, String> attributes) {
        AppenderProperties raw = new AppenderProperties();
        attributes.forEach(raw::set);
        raw.set(AppenderProperties.APPENDER_NAME, builder.getName());
        LokiElements elements = new LokiElements(raw, settings);
        builder.labelElements().forEach(elements::add);
        builder.metadataElements().forEach(elements::add);
        builder.headers().forEach(elements::add);
        return raw;
    }

    private Layout<? extends Serializable> layout() {
        Layout<? extends Serializable> given = builder.getLayout();
        return given == null
                ? JsonLineLayout.newBuilder()
                        .setConfiguration(builder.getConfiguration())
                        .build()
                : given;
    }

    private Face<LogEvent> face(Layout<? extends Serializable> layout) {
        RecordEncoder<LogEvent> records = layout instanceof StructuredLayout lines ? lines.records() : null;
        if (layout instanceof StructuredLayout lines && records == null) {
            settings.fault("layout", lines.elementName(), "it writes nothing", "mend what it reported");
        }
        boolean ours = records != null;
        // Of a foreign layout, which hides nothing, labels hide what our own lines would by default.
        RecordEncoder<LogEvent> shown = records == null
                ? RecordEncoder.of(EventView.of(builder.getConfiguration(), null, null, settings), Map.of(), settings)
                : records;
        return new Face<>(
                shown,
                layout instanceof StructuredLayout lines
                        ? LineSource.direct(lines)
                        : LineSource.copied(layout::toByteArray),
                "layout "
                        + (layout instanceof StructuredLayout lines
                                ? lines.elementName()
                                : layout.getClass().getSimpleName()),
                ours
                        ? event -> shown.levelName(shown.view().level(event))
                        : event -> event.getLevel().name(),
                event -> true,
                patterns,
                serviceName());
    }

    /** Log4j names a configuration after its file or its class loader where the user does not. */
    private String serviceName() {
        return ServiceName.find(OwnProperties.applicationName(builder.getConfiguration()), null);
    }
}
