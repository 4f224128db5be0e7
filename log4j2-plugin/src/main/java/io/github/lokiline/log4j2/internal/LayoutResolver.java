package io.github.lokiline.log4j2.internal;

import io.github.lokiline.appender.LineProducer;
import io.github.lokiline.json.spi.EventEncoder;
import io.github.lokiline.json.spi.PropertyParser;
import io.github.lokiline.log4j2.AbstractStructuredLayout;
import io.github.lokiline.log4j2.JsonLineLayout;
import java.io.Serializable;
import java.util.Map;
import java.util.function.Function;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Selects the layout that writes the lines: the user's, or a {@link JsonLineLayout}. Owned by the thread that configures.
 *
 * @param records reads events and hides secrets: that of the layout, or the default for a layout of another library
 */
record LayoutResolver(Layout<? extends Serializable> layout, EventEncoder<LogEvent> records) {
    static LayoutResolver of(
            @Nullable Layout<? extends Serializable> given,
            @Nullable Configuration configuration,
            PropertyParser settings) {
        Layout<? extends Serializable> layout = given == null
                ? JsonLineLayout.newBuilder().setConfiguration(configuration).build()
                : given;
        if (layout instanceof AbstractStructuredLayout ours) {
            EventEncoder<LogEvent> records = ours.records();
            if (records != null) {
                return new LayoutResolver(layout, records);
            }
            settings.fault("layout", ours.elementName(), "it writes nothing", "fix the errors that it reported");
        }
        Log4jEventAccessor view = Log4jEventAccessor.of(configuration, null, null, settings);
        return new LayoutResolver(layout, EventEncoder.json(view, Map.of(), settings));
    }

    /** Returns the name as users know it. */
    String name() {
        return "layout "
                + (layout instanceof AbstractStructuredLayout ours
                        ? ours.elementName()
                        : layout.getClass().getSimpleName());
    }

    /** Returns the cheapest way to get lines from the layout. */
    LineProducer<LogEvent> lines() {
        return layout instanceof AbstractStructuredLayout ours
                ? LineProducer.direct(ours::encode)
                : LineProducer.copied(layout::toByteArray);
    }

    /** Returns the function that names a level as the lines do. */
    Function<LogEvent, String> levels() {
        return layout instanceof AbstractStructuredLayout
                ? records::levelOf
                : event -> event.getLevel().name();
    }
}
