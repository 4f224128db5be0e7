package io.github.lokiline.logback.loki;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import io.github.lokiline.json.LineEncoder;
import io.github.lokiline.json.LineWriter;
import io.github.lokiline.loki.EntryBuilder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Puts an event's line into its entry. Thread-safe as its encoder is, like every encoder behind a Logback appender. */
sealed interface LineSource {
    /**
     * Encodes; what the encoder throws is thrown on.
     *
     * @return whether there is a line; false for an empty one
     */
    boolean write(ILoggingEvent event, Slot slot);

    /** The way that costs least for this encoder. */
    @SuppressWarnings("unchecked") // what encodes Logback's events as an Encoder does so as a LineEncoder
    static LineSource of(Encoder<ILoggingEvent> encoder) {
        return encoder instanceof LineEncoder<?>
                ? new Direct((LineEncoder<ILoggingEvent>) encoder)
                : new Copied(encoder);
    }

    /** Writes straight into the entry's buffer. */
    record Direct(LineEncoder<ILoggingEvent> encoder) implements LineSource {
        @Override
        public boolean write(ILoggingEvent event, Slot slot) {
            EntryBuilder entry = slot.entry;
            LineWriter out = slot.writer;
            int start = entry.position();
            out.reset(entry.array(), start);
            encoder.encode(event, out);
            int end = out.position();
            if (end == start) {
                return false;
            }
            entry.line(out.array(), end);
            return true;
        }
    }

    /** Copies what any other encoder returns, without its line end. */
    record Copied(Encoder<ILoggingEvent> encoder) implements LineSource {
        @Override
        public boolean write(ILoggingEvent event, Slot slot) {
            byte @Nullable [] line = encoder.encode(event);
            int length = line == null ? 0 : withoutLineEnd(line);
            if (line == null || length == 0) {
                return false;
            }
            copy(line, length, slot.entry);
            return true;
        }

        private static int withoutLineEnd(byte[] line) {
            int length = line.length;
            if (length > 0 && line[length - 1] == '\n') {
                length--;
                return length > 0 && line[length - 1] == '\r' ? length - 1 : length;
            }
            return length;
        }

        private static void copy(byte[] line, int length, EntryBuilder entry) {
            byte[] array = entry.array();
            int start = entry.position();
            if (array.length - start < length) {
                array = Arrays.copyOf(array, start + length);
            }
            System.arraycopy(line, 0, array, start, length);
            entry.line(array, start + length);
        }
    }
}
