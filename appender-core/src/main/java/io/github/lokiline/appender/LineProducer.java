package io.github.lokiline.appender;

import io.github.lokiline.appender.internal.AppendBuffer;
import io.github.lokiline.client.internal.producer.EntryEncoder;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import io.github.lokiline.json.spi.EventEncoder;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts an event's line into its entry. Thread-safe as the encoder is, like everything behind a framework's appender.
 *
 * @param <E> the framework's event
 */
public abstract sealed class LineProducer<E> {
    private LineProducer() {}

    /**
     * Writes straight into the entry's buffer.
     *
     * @param encoder writes a line without a line end; nothing for an event that has none
     * @param <E> the framework's event
     * @return the source
     */
    public static <E> LineProducer<E> direct(EventEncoder<E> encoder) {
        return new Direct<>(encoder);
    }

    /**
     * Copies what any other encoder returns.
     *
     * @param encoder gives a line, of which one line end is cut; null or nothing for an event that has none
     * @param <E> the framework's event
     * @return the source
     */
    public static <E> LineProducer<E> copied(Function<E, byte @Nullable []> encoder) {
        return new Copied<>(encoder);
    }

    /**
     * Encodes; what the encoder throws is thrown on.
     *
     * @return whether there is a line; false for an empty one
     */
    abstract boolean write(E event, AppendBuffer slot);

    private static final class Direct<E> extends LineProducer<E> {
        private final EventEncoder<E> encoder;

        Direct(EventEncoder<E> encoder) {
            this.encoder = encoder;
        }

        @Override
        boolean write(E event, AppendBuffer slot) {
            EntryEncoder entry = slot.entry;
            Utf8JsonWriter out = slot.writer;
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

    private static final class Copied<E> extends LineProducer<E> {
        private final Function<E, byte @Nullable []> encoder;

        Copied(Function<E, byte @Nullable []> encoder) {
            this.encoder = encoder;
        }

        @Override
        boolean write(E event, AppendBuffer slot) {
            byte @Nullable [] line = encoder.apply(event);
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

        private static void copy(byte[] line, int length, EntryEncoder entry) {
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
