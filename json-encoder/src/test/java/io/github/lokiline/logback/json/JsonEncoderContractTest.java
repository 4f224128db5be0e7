package io.github.lokiline.logback.json;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextVO;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import io.github.lokiline.contract.JsonLineContract;
import io.github.lokiline.contract.Sample;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.util.Arrays;
import java.util.Map;
import org.slf4j.MarkerFactory;
import org.slf4j.event.KeyValuePair;

class JsonEncoderContractTest extends JsonLineContract {
    @Override
    protected byte[] encode(Map<String, String> properties, Sample sample) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(new LoggerContext());
        properties.forEach((name, value) -> set(name, value, encoder));
        encoder.start();

        byte[] line = encoder.encode(event(sample));
        Utf8JsonWriter out = new Utf8JsonWriter();
        encoder.encode(event(sample), out);

        byte[] cut = Arrays.copyOf(line, line.length - 1);
        assertThat(Arrays.copyOf(out.array(), out.position())).isEqualTo(cut);
        return cut;
    }

    private static void set(String name, String value, JsonEncoder encoder) {
        switch (name) {
            case "format" -> encoder.setFormat(value);
            case "datefmt" -> encoder.setDatefmt(value);
            case "timeZone" -> encoder.setTimeZone(value);
            case "levelNames" -> encoder.setLevelNames(value);
            case "renameFields" -> encoder.setRenameFields(value);
            case "staticFields" -> encoder.setStaticFields(value);
            case "maxLineBytes" -> encoder.setMaxLineBytes(value);
            case "rootCauseFirst" -> encoder.setRootCauseFirst(value);
            case "stackAsArray" -> encoder.setStackAsArray(value);
            case "stackHash" -> encoder.setStackHash(value);
            case "shortenNames" -> encoder.setShortenNames(value);
            case "hideExceptionMessages" -> encoder.addHideExceptionMessages(value);
            case "omitStackOf" -> encoder.addOmitStackOf(value);
            case "excludeFrames" -> encoder.addExcludeFrames(value);
            case "maxStackFrames" -> encoder.setMaxStackFrames(value);
            case "maxStackBytes" -> encoder.setMaxStackBytes(value);
            case "redactKeys" -> encoder.addRedactKeys(value);
            case "mdc" -> encoder.addMdc(value);
            case "keyValues" -> encoder.addKeyValues(value);
            case "context" -> encoder.addContext(value);
            case "markers" -> encoder.addMarkers(value);
            case "arguments" -> encoder.addArguments(value);
            case "mdcField" -> encoder.setMdcField(value);
            case "keyValuesField" -> encoder.setKeyValuesField(value);
            case "dottedKeys" -> encoder.setDottedKeys(value);
            case "maxExtras" -> encoder.setMaxExtras(value);
            case "duplicateKeys" -> encoder.setDuplicateKeys(value);
            case "omitNulls" -> encoder.setOmitNulls(value);
            case "omitEmpty" -> encoder.setOmitEmpty(value);
            case "stripAnsi" -> encoder.setStripAnsi(value);
            case "jsonMessage" -> encoder.setJsonMessage(value);
            case "truncateFramesAfter" -> encoder.addTruncateFramesAfter(value);
            case "argumentsAsText" -> encoder.setArgumentsAsText(value);
            case "typedMdc" -> encoder.addTypedMdc(value);
            default -> throw new IllegalArgumentException(name);
        }
    }

    private static LoggingEvent event(Sample sample) {
        LoggingEvent event = new LoggingEvent();
        event.setInstant(sample.time());
        event.setLevel(Level.toLevel(sample.level().name()));
        event.setLoggerName(sample.logger());
        event.setThreadName(sample.thread());
        event.setMessage(sample.message());
        event.setArgumentArray(sample.arguments().toArray());
        sample.markers().forEach(name -> event.addMarker(MarkerFactory.getDetachedMarker(name)));
        event.setLoggerContextRemoteView(new LoggerContextVO("orders", sample.properties(), 0));
        event.setMDCPropertyMap(sample.context());
        sample.keyValues().forEach(entry -> event.addKeyValuePair(new KeyValuePair(entry.getKey(), entry.getValue())));
        if (sample.thrown() != null) {
            event.setThrowableProxy(new ThrowableProxy(sample.thrown()));
        }
        return event;
    }
}
