package io.github.lokiline.log4j2.internal;

import io.github.lokiline.appender.Assembled;
import io.github.lokiline.appender.EventAppenderFactory;
import io.github.lokiline.appender.FrameworkAdapter;
import io.github.lokiline.appender.RawProperties;
import io.github.lokiline.appender.ServiceNameResolver;
import io.github.lokiline.json.spi.PropertyParser;
import io.github.lokiline.log4j2.Log4jLokiAppender;
import io.github.lokiline.log4j2.Log4jLokiAppenderBuilder;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.core.LogEvent;
import org.jspecify.annotations.Nullable;

/** Makes an appender out of its builder, or tells all that is wrong with it. Owned by the thread that configures. */
public final class Log4jLokiAppenderFactory {
    private static final String NONE = "there is no such appender";

    private final Log4jLokiAppenderBuilder builder;
    private final String who;
    private final PropertyParser settings = new PropertyParser();
    private final Log4jStatusReporter reports;
    private final Log4jPatternSupport patterns;

    public Log4jLokiAppenderFactory(Log4jLokiAppenderBuilder builder) {
        this.builder = builder;
        this.who = "<Loki name=\"" + builder.getName() + "\">";
        this.reports = new Log4jStatusReporter(who);
        this.patterns = new Log4jPatternSupport(builder.getConfiguration());
    }

    public @Nullable Log4jLokiAppender appender() {
        if (builder.getName() == null || builder.getName().isBlank()) {
            Log4jStatusReporter.faults("<Loki>", NONE, List.of("name \"\": not set; write name=\"LOKI\""));
            return null;
        }
        Map<String, String> attributes = builder.attributes();
        boolean enabled = settings.bool("enabled", attributes.get("enabled"), true);
        LayoutResolver layout = LayoutResolver.of(builder.getLayout(), builder.getConfiguration(), settings);
        // What is not used may be unset, and is not looked at.
        return enabled ? appender(attributes, layout) : new Log4jLokiAppender(builder, layout.layout(), null, reports);
    }

    private @Nullable Log4jLokiAppender appender(Map<String, String> attributes, LayoutResolver layout) {
        UnresolvedLookupCheck.check(attributes, settings);
        RawProperties raw = properties(attributes);
        EventAppenderFactory assembly = new EventAppenderFactory(raw, settings, reports);
        Assembled<LogEvent> assembled = assembly.assemble(face(layout));
        if (assembled == null) {
            Log4jStatusReporter.faults(who, NONE, assembly.faults());
            return null;
        }
        Delivery delivery = Delivery.of(assembled, raw, patterns.requiresLocation());
        return new Log4jLokiAppender(builder, layout.layout(), delivery, reports);
    }

    private RawProperties properties(Map<String, String> attributes) {
        RawProperties raw = new RawProperties();
        attributes.forEach(raw::set);
        raw.set(RawProperties.APPENDER_NAME, builder.getName());
        AppenderElements elements = new AppenderElements(raw, settings);
        builder.labelElements().forEach(elements::add);
        builder.metadataElements().forEach(elements::add);
        builder.headers().forEach(elements::add);
        elements.refuse(builder.getPropertyArray());
        return raw;
    }

    private FrameworkAdapter<LogEvent> face(LayoutResolver layout) {
        return new FrameworkAdapter<>(
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
        return ServiceNameResolver.find(ConfigurationProperties.applicationName(builder.getConfiguration()), null);
    }
}
