package io.github.lokiline.log4j2;

import io.github.lokiline.contract.Sample;
import java.util.Map;
import java.util.TreeMap;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.time.MutableInstant;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ParameterizedMessage;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.apache.logging.log4j.util.StringMap;

/** Makes a Log4j event of a sample. Stateless. */
final class SampleEvent {
    private SampleEvent() {}

    @SuppressWarnings("JavaInstantGetSecondsGetNano") // the seconds stand beside them
    static LogEvent of(Sample sample) {
        MutableInstant instant = new MutableInstant();
        instant.initFromEpochSecond(
                sample.time().getEpochSecond(), sample.time().getNano());
        return Log4jLogEvent.newBuilder()
                .setInstant(instant)
                .setLevel(Level.valueOf(sample.level().name()))
                .setLoggerName(sample.logger())
                .setThreadName(sample.thread())
                .setMessage(message(sample))
                .setContextData(context(sample.context()))
                .setMarker(marker(sample))
                .setThrown(sample.thrown())
                .build();
    }

    private static Message message(Sample sample) {
        return sample.arguments().isEmpty()
                ? new SampleMessage(sample)
                : new ParameterizedMessage(sample.message(), sample.arguments().toArray());
    }

    private static StringMap context(Map<String, String> entries) {
        StringMap context = new SortedArrayStringMap();
        new TreeMap<>(entries).forEach(context::putValue);
        return context;
    }

    /** A Log4j event has one marker, which may have parents: here each has the next one. */
    private static Marker marker(Sample sample) {
        Marker marker = null;
        for (int i = sample.markers().size() - 1; i >= 0; i--) {
            Marker outer = new MarkerManager.Log4jMarker(sample.markers().get(i));
            marker = marker == null ? outer : outer.setParents(marker);
        }
        return marker;
    }
}
