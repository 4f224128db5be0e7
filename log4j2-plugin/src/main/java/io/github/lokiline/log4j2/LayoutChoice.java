package io.github.lokiline.log4j2;

import io.github.lokiline.append.LevelText;
import io.github.lokiline.append.LineSource;
import io.github.lokiline.json.RecordEncoder;
import io.github.lokiline.json.Settings;
import java.io.Serializable;
import java.util.Map;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Settles which layout writes the lines: the user's, or a {@link JsonLineLayout}. Owned by the thread that configures.
 *
 * @param layout the layout
 * @param records shows events and hides secrets: that of the layout; of a foreign one, which hides nothing, our default
 */
record LayoutChoice(Layout<? extends Serializable> layout, RecordEncoder<LogEvent> records) {
    static LayoutChoice of(
            @Nullable Layout<? extends Serializable> given, @Nullable Configuration configuration, Settings settings) {
        Layout<? extends Serializable> layout = given == null
                ? JsonLineLayout.newBuilder().setConfiguration(configuration).build()
                : given;
        if (layout instanceof StructuredLayout ours) {
            RecordEncoder<LogEvent> records = ours.records();
            if (records != null) {
                return new LayoutChoice(layout, records);
            }
            settings.fault("layout", ours.elementName(), "it writes nothing", "mend what it reported");
        }
        EventView view = EventView.of(configuration, null, null, settings);
        return new LayoutChoice(layout, RecordEncoder.of(view, Map.of(), settings));
    }

    /** As users know it. */
    String name() {
        return "layout "
                + (layout instanceof StructuredLayout ours
                        ? ours.elementName()
                        : layout.getClass().getSimpleName());
    }

    /** The way that costs least. */
    LineSource<LogEvent> lines() {
        return layout instanceof StructuredLayout ours
                ? LineSource.direct(ours)
                : LineSource.copied(layout::toByteArray);
    }

    /** The level's name in the lines. */
    LevelText<LogEvent> levels() {
        return layout instanceof StructuredLayout
                ? event -> records.levelName(records.view().level(event))
                : event -> event.getLevel().name();
    }
}
