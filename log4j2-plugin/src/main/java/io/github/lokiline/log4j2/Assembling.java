package io.github.lokiline.log4j2;

import io.github.lokiline.append.AppenderProperties;
import io.github.lokiline.append.Assembled;
import io.github.lokiline.append.Assembly;
import io.github.lokiline.append.Face;
import io.github.lokiline.append.ServiceName;
import io.github.lokiline.json.Settings;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.core.LogEvent;
import org.jspecify.annotations.Nullable;

/** Makes an appender out of its builder, or tells all that is wrong with it. Owned by the thread that configures. */
final class Assembling {
    private static final String NONE = "there is no such appender";

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
            Reports.faults("<Loki>", NONE, List.of("name \"\": not set; write name=\"LOKI\""));
            return null;
        }
        Map<String, String> attributes = builder.attributes();
        boolean enabled = settings.bool("enabled", attributes.get("enabled"), true);
        LayoutChoice layout = LayoutChoice.of(builder.getLayout(), builder.getConfiguration(), settings);
        // What is not used may be unset, and is not looked at.
        return enabled ? appender(attributes, layout) : new LokiAppender(builder, layout.layout(), null, reports);
    }

    private @Nullable LokiAppender appender(Map<String, String> attributes, LayoutChoice layout) {
        Unresolved.check(attributes, settings);
        AppenderProperties raw = properties(attributes);
        Assembly assembly = new Assembly(raw, settings, reports);
        Assembled<LogEvent> assembled = assembly.assemble(face(layout));
        if (assembled == null) {
            Reports.faults(who, NONE, assembly.faults());
            return null;
        }
        Delivery delivery = Delivery.of(assembled, raw, patterns.requiresLocation());
        return new LokiAppender(builder, layout.layout(), delivery, reports);
    }

    private AppenderProperties properties(Map<String, String> attributes) {
        AppenderProperties raw = new AppenderProperties();
        attributes.forEach(raw::set);
        raw.set(AppenderProperties.APPENDER_NAME, builder.getName());
        LokiElements elements = new LokiElements(raw, settings);
        builder.labelElements().forEach(elements::add);
        builder.metadataElements().forEach(elements::add);
        builder.headers().forEach(elements::add);
        elements.refuse(builder.getPropertyArray());
        return raw;
    }

    private Face<LogEvent> face(LayoutChoice layout) {
        return new Face<>(
                layout.records(),
                layout.lines(),
                layout.name(),
                layout.levels(),
                event -> true, // Log4j has asked the appender's filter by then
                patterns,
                serviceName());
    }

    /** Log4j names a configuration after its file or its class loader where the user does not. */
    private String serviceName() {
        return ServiceName.find(OwnProperties.applicationName(builder.getConfiguration()), null);
    }
}
