package io.github.lokiline.appender;

import io.github.lokiline.appender.internal.AppendBuffer;
import io.github.lokiline.client.internal.producer.EntryEncoder;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes an event's line into its entry. As thread-safe as the encoder.
 *
 * @param <E> the framework's event
 */
public abstract class LineProducer<E> {
    LineProducer() {}

    /** Returns a producer that writes directly into the entry's buffer; the encoder writes no line end. */
    public static <E> LineProducer<E> direct(BiConsumer<E, Utf8JsonWriter> encoder) {
        return new LineProducer<>() {
            @Override
            boolean write(E event, AppendBuffer slot) {
                EntryEncoder entry = slot.entry;
                Utf8JsonWriter out = slot.writer;
                int start = entry.position();
                out.reset(entry.array(), start);
                encoder.accept(event, out);
                int end = out.position();
                if (end == start) {
                    return false;
                }
                entry.line(out.array(), end);
                return true;
            }
        };
    }

    /** Returns a producer that copies the line of any other encoder; a line end at its end is removed. */
    public static <E> LineProducer<E> copied(Function<E, byte @Nullable []> encoder) {
        return new LineProducer<>() {
            @Override
            boolean write(E event, AppendBuffer slot) {
                byte @Nullable [] line = encoder.apply(event);
                int length = line == null ? 0 : withoutLineEnd(line);
                if (line == null || length == 0) {
                    return false;
                }
                slot.entry.copyLine(line, length);
                return true;
            }
        };
    }

    /** Writes the line and returns whether it is not empty; passes on what the encoder throws. */
    abstract boolean write(E event, AppendBuffer slot);

    private static int withoutLineEnd(byte[] line) {
        int length = line.length;
        if (length > 0 && line[length - 1] == '\n') {
            length--;
            return length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        }
        return length;
    }
}
