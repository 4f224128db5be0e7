package io.github.lokiline.json.spi;

import io.github.lokiline.json.EncoderStats;
import io.github.lokiline.json.internal.config.LineEnd;
import io.github.lokiline.json.internal.write.EncoderCounters;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Encodes events as lines with their ends, each in a buffer that is used again. Thread-safe.
 *
 * @param <E> the framework's event
 */
public final class BufferedEventEncoder<E> {
    private static final byte[] NOTHING = {};

    private final ObjectPool<Utf8JsonWriter> writers = new ObjectPool<>(Utf8JsonWriter::new);
    private final EventEncoder<E> lines;
    private final EncoderCounters counts;
    private final byte[] lineEnd;

    private BufferedEventEncoder(EventEncoder<E> lines, EncoderCounters counts, byte[] lineEnd) {
        this.lines = lines;
        this.counts = counts;
        this.lineEnd = lineEnd;
    }

    /**
     * Reads the property {@code lineSeparator}.
     *
     * @param lines writes lines without their ends
     * @param records counts the lines that could not be written
     * @param lineSeparator the property's text: {@code LF} or {@code CRLF}, also written {@code \n} and {@code \r\n};
     *     null for the default, {@code LF}
     * @param settings gathers what is wrong with it
     * @param <E> the framework's event
     * @return the lines
     */
    public static <E> BufferedEventEncoder<E> of(
            EventEncoder<E> lines,
            JsonEventEncoder<E> records,
            @Nullable String lineSeparator,
            PropertyParser settings) {
        return new BufferedEventEncoder<>(lines, records.counters(), LineEnd.parse(lineSeparator, settings));
    }

    /**
     * An event's line.
     *
     * @param event the event
     * @return the line with its end; nothing where the thread's stack has no room left for encoding, which {@link
     *     EncoderStats#failedLines()} counts
     */
    public byte[] bytes(E event) {
        Utf8JsonWriter out = encoded(event);
        if (out == null) {
            return NOTHING;
        }
        byte[] line = Arrays.copyOf(out.array(), out.position());
        release(out);
        return line;
    }

    /**
     * Hands an event's line with its end to a destination; where {@link #bytes} gives nothing, so does this.
     *
     * @param event the event
     * @param destination where the line goes; what it throws is thrown on
     * @param sink how it gets there
     * @param <D> the framework's destination
     */
    public <D> void write(E event, D destination, Sink<D> sink) {
        Utf8JsonWriter out = encoded(event);
        if (out != null) {
            sink.write(destination, out.array(), out.position());
            release(out);
        }
    }

    private @Nullable Utf8JsonWriter encoded(E event) {
        try {
            Utf8JsonWriter out = writers.lease();
            lines.encode(event, out);
            out.raw(lineEnd);
            return out;
        } catch (StackOverflowError | LinkageError | RuntimeException failure) {
            // Frameworks let Errors reach the application. Guards inside fail, too, where the stack ends. The writer is
            // not given back: in an unknown state it is not worth keeping.
            counts.failedLine();
            return null;
        }
    }

    private void release(Utf8JsonWriter out) {
        out.rewind();
        writers.release(out);
    }

    /**
     * A way into a destination. Stateless.
     *
     * @param <D> the destination
     */
    @FunctionalInterface
    public interface Sink<D> {
        /**
         * Takes bytes; they are not its own and change afterwards.
         *
         * @param destination where they go
         * @param bytes the first of them are the line
         * @param length how many
         */
        void write(D destination, byte[] bytes, int length);
    }
}
