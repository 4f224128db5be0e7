package io.github.lokiline.logback.json;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.AppenderBase;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Logback context whose events are encoded by one encoder. Owned by one test. */
public final class Lines {
    /** Jackson, which shares no code with the encoder, set to reject repeated keys. */
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    public final LoggerContext context = new LoggerContext();
    public final AbstractStructuredEncoder encoder;
    final LogbackMDCAdapter mdc = new LogbackMDCAdapter();
    public final List<byte[]> written = new ArrayList<>();

    public static Lines with(Consumer<JsonEncoder> settings) {
        return new Lines(new JsonEncoder(), settings);
    }

    static Lines logfmt(Consumer<LogfmtEncoder> settings) {
        return new Lines(new LogfmtEncoder(), settings);
    }

    private <T extends AbstractStructuredEncoder> Lines(T encoder, Consumer<T> settings) {
        this.encoder = encoder;
        context.setMDCAdapter(mdc);
        encoder.setContext(context);
        settings.accept(encoder);
        encoder.start();
        assertThat(context.getStatusManager().getCopyOfStatusList())
                .filteredOn(status -> status.getOrigin() == encoder)
                .isEmpty();
        Logger root = context.getLogger("ROOT");
        root.setLevel(Level.TRACE);
        root.addAppender(appender());
    }

    Logger logger(String name) {
        return context.getLogger(name);
    }

    Logger logger() {
        return logger("com.acme.Svc");
    }

    /** Returns the only line so far, without its line end. */
    public String line() {
        assertThat(written).hasSize(1);
        return last();
    }

    String last() {
        String line = utf8(written.get(written.size() - 1));
        assertThat(line).endsWith("\n");
        assertThat(line.substring(0, line.length() - 1)).doesNotContain("\n", "\r");
        return line.substring(0, line.length() - 1);
    }

    public JsonNode json() {
        return parse(last());
    }

    static JsonNode parse(String line) {
        return STRICT.readTree(line);
    }

    static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("not UTF-8", e);
        }
    }

    private AppenderBase<ILoggingEvent> appender() {
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            /** Appends without this class's guard against re-entry, like most appenders. */
            @Override
            @SuppressWarnings("UnsynchronizedOverridesSynchronized") // as most appenders
            public void doAppend(ILoggingEvent event) {
                append(event);
            }

            @Override
            protected void append(ILoggingEvent event) {
                written.add(encoder.encode(event));
            }
        };
        appender.setContext(context);
        appender.start();
        return appender;
    }
}
