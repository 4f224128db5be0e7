package io.github.lokiline.log4j2.internal;

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

/** Creates an appender from its builder, or reports all of its errors. Owned by the thread that configures. */
public final class Log4jLokiAppenderFactory {
    private static final String NONE = "the appender is not created";

    private final Log4jLokiAppenderBuilder builder;
    private final String who;
    private final PropertyParser parser = new PropertyParser();
    private final Log4jPatternSupport patterns;

    public Log4jLokiAppenderFactory(Log4jLokiAppenderBuilder builder) {
        this.builder = builder;
        this.who = Log4jStatusReporter.element(builder.getName());
        this.patterns = new Log4jPatternSupport(builder.getConfiguration());
    }

    public @Nullable Log4jLokiAppender appender() {
        if (builder.getName() == null || builder.getName().isBlank()) {
            Log4jStatusReporter.faults("<Loki>", NONE, List.of("name \"\": not set; write name=\"LOKI\""));
            return null;
        }
        Map<String, String> attributes = builder.attributes();
        boolean enabled = parser.bool("enabled", attributes.get("enabled"), true);
        LayoutResolver layout = LayoutResolver.of(builder.getLayout(), builder.getConfiguration(), parser);
        // The attributes of a disabled appender are not checked: their lookups may be unset.
        return enabled ? appender(attributes, layout) : new Log4jLokiAppender(builder, layout.layout(), null);
    }

    private @Nullable Log4jLokiAppender appender(Map<String, String> attributes, LayoutResolver layout) {
        UnresolvedLookupCheck.check(attributes, parser);
        RawProperties raw = properties(attributes);
        EventAppenderFactory<LogEvent> factory =
                new EventAppenderFactory<>(raw, parser, adapter(layout), new Log4jStatusReporter(who));
        if (!factory.errors().isEmpty()) {
            Log4jStatusReporter.faults(who, NONE, factory.errors());
            return null;
        }
        AppenderSetup setup = new AppenderSetup(factory, raw.destination(), patterns.requiresLocation());
        return new Log4jLokiAppender(builder, layout.layout(), setup);
    }

    private RawProperties properties(Map<String, String> attributes) {
        RawProperties raw = new RawProperties();
        attributes.forEach(raw::set);
        raw.set(RawProperties.APPENDER_NAME, builder.getName());
        AppenderElements elements = new AppenderElements(raw, parser);
        builder.labelElements().forEach(elements::add);
        builder.metadataElements().forEach(elements::add);
        builder.headers().forEach(elements::add);
        elements.refuse(builder.getPropertyArray());
        return raw;
    }

    private FrameworkAdapter<LogEvent> adapter(LayoutResolver layout) {
        return new FrameworkAdapter<>(
                layout.records(),
                layout.lines(),
                layout.name(),
                layout.levels(),
                event -> true, // Log4j has applied the appender's filter already
                patterns,
                serviceName());
    }

    /** Ignores the name of the configuration: by default it is that of its file or class loader. */
    private String serviceName() {
        return ServiceNameResolver.find(ConfigurationProperties.applicationName(builder.getConfiguration()), null);
    }
}
