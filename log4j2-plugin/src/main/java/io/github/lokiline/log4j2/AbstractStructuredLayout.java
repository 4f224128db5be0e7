package io.github.lokiline.log4j2;

import io.github.lokiline.json.EncoderStats;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import io.github.lokiline.json.spi.EncoderExtensions;
import io.github.lokiline.json.spi.EventAccessor;
import io.github.lokiline.json.spi.EventEncoder;
import io.github.lokiline.json.spi.PropertyParser;
import io.github.lokiline.log4j2.internal.Log4jEventAccessor;
import io.github.lokiline.log4j2.internal.Log4jStatusReporter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.StringLayout;
import org.apache.logging.log4j.core.impl.LocationAware;
import org.apache.logging.log4j.core.layout.AbstractLayout;
import org.apache.logging.log4j.core.layout.ByteBufferDestination;
import org.jspecify.annotations.Nullable;

/**
 * The common part of {@link JsonLineLayout} and {@link LogfmtLayout}: writes each Log4j event as one line of named
 * fields. Thread-safe. It keeps no reference to an event, so that Log4j may reuse events.
 */
public abstract class AbstractStructuredLayout extends AbstractLayout<String> implements StringLayout, LocationAware {
    private static final byte[] NOTHING = {};

    private static final EventEncoder.Sink<ByteBufferDestination> SINK =
            (destination, bytes, length) -> destination.writeBytes(bytes, 0, length);

    private final String name;
    /** Null if an attribute is invalid. */
    private final @Nullable EventEncoder<LogEvent> working;

    AbstractStructuredLayout(String name, AbstractLayoutBuilder<?> builder, Factory factory) {
        super(builder.configuration(), null, null);
        this.name = name;
        PropertyParser settings = new PropertyParser();
        Map<String, String> properties = builder.properties(settings);
        String ndc = properties.remove("ndc");
        Log4jEventAccessor view =
                Log4jEventAccessor.of(builder.configuration(), properties.get("context"), ndc, settings);
        EventEncoder<LogEvent> made = factory.encoder(view, properties, builder.extensions(settings), settings);
        List<String> faults = settings.faults();
        this.working = faults.isEmpty() ? made : null;
        Log4jStatusReporter.faults("<" + name + ">", "it writes nothing", faults);
    }

    /** Returns the encoder; null if an attribute is invalid. */
    public final @Nullable EventEncoder<LogEvent> records() {
        return working;
    }

    /** Returns the name of the element in the configuration. */
    public final String elementName() {
        return name;
    }

    /**
     * Writes an event's line with its line end.
     *
     * @param destination the appender's destination
     */
    @Override
    public final void encode(LogEvent event, ByteBufferDestination destination) {
        if (working != null) {
            working.encode(event, destination, SINK);
        }
    }

    /**
     * Appends an event's line without a line end.
     *
     * @param out the target
     */
    public final void encode(LogEvent event, Utf8JsonWriter out) {
        if (working != null) {
            working.encode(event, out);
        }
    }

    @Override
    public final byte[] toByteArray(LogEvent event) {
        return working == null ? NOTHING : working.encode(event);
    }

    @Override
    public final String toSerializable(LogEvent event) {
        return new String(toByteArray(event), StandardCharsets.UTF_8);
    }

    @Override
    public final Charset getCharset() {
        return StandardCharsets.UTF_8;
    }

    /**
     * Returns whether {@code format} names pathname, filename, module, lineno or funcName: only then Log4j determines
     * the location.
     */
    @Override
    public final boolean requiresLocation() {
        return working != null && working.asksForCaller();
    }

    /**
     * Returns the counts of the lines written so far.
     *
     * @return live counts; null for a layout that writes nothing
     */
    public final @Nullable EncoderStats counts() {
        return working == null ? null : working.counts();
    }

    @Override
    public final String toString() {
        return name;
    }

    /** Creates the encoder from the attributes; adds their errors to the settings. */
    @FunctionalInterface
    interface Factory {
        EventEncoder<LogEvent> encoder(
                EventAccessor<LogEvent> view,
                Map<String, String> properties,
                EncoderExtensions<LogEvent> extensions,
                PropertyParser settings);
    }
}
