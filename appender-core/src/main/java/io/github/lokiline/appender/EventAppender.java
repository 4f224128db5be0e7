package io.github.lokiline.appender;

import io.github.lokiline.appender.internal.AppendBuffer;
import io.github.lokiline.appender.internal.AppendBufferPool;
import io.github.lokiline.appender.internal.FailureReporter;
import io.github.lokiline.appender.internal.LabelExtractor;
import io.github.lokiline.appender.internal.MetadataExtractor;
import io.github.lokiline.appender.internal.ValueExtractor;
import io.github.lokiline.client.DropReason;
import io.github.lokiline.client.Ledger;
import io.github.lokiline.client.Priority;
import io.github.lokiline.client.internal.engine.InternalThread;
import io.github.lokiline.client.internal.engine.OwnClassLoader;
import io.github.lokiline.client.internal.engine.PipelineLease;
import io.github.lokiline.json.spi.EventAccessor;
import io.github.lokiline.json.spi.LogLevel;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Encodes one event as one entry, on the logging thread. Thread-safe; throws nothing, waits only if the overflow policy is
 * {@code block}, and never runs inside itself on the same thread.
 *
 * @param <E> the framework's event
 */
public final class EventAppender<E> {
    private final PipelineLease pipeline;
    private final EventAccessor<E> events;
    private final Predicate<E> filters;
    private final LineProducer<E> lines;
    private final LabelExtractor<E> labels;
    private final MetadataExtractor<E> metadata;
    private final @Nullable ValueExtractor<E> tenant;
    private final FailureReporter failures;
    private final AppendBufferPool buffers;

    EventAppender(FrameworkAdapter<E> framework, PipelineLease pipeline, Parts<E> parts) {
        this.pipeline = pipeline;
        this.events = framework.records().view();
        this.filters = framework.filters();
        this.lines = framework.lines();
        this.labels = parts.labels();
        this.metadata = parts.metadata();
        this.tenant = parts.tenant();
        this.failures = parts.failures();
        this.buffers = new AppendBufferPool(() -> new AppendBuffer(pipeline.newEntry(), labels.row()));
    }

    /**
     * The parts that properties configure.
     *
     * @param tenant null if all entries belong to the client's tenant
     * @param failures counts events lost by an exception of an encoder or a filter
     */
    record Parts<E>(
            LabelExtractor<E> labels,
            MetadataExtractor<E> metadata,
            @Nullable ValueExtractor<E> tenant,
            FailureReporter failures) {}

    /** Waits until everything appended so far is delivered, refused or dropped; false if the timeout was over first. */
    public boolean flush(Duration timeout) {
        return pipeline.flush(timeout);
    }

    /** Returns the counts of all events so far. */
    public Ledger ledger() {
        return pipeline.ledger();
    }

    /** Returns whether delivery is failing now. */
    public boolean isFailing() {
        return pipeline.isFailing();
    }

    /** Accepts no more events and returns at once; queued events are delivered within {@code shutdownTimeout}. */
    public void closeAsync() {
        pipeline.closeAsync();
        buffers.clear();
    }

    /** Returns whether the end of the framework must wait for {@link #awaitEnd()}: the class loader may be closed next. */
    public static boolean mustAwaitEnd() {
        return OwnClassLoader.mayBeClosed();
    }

    /** Waits until delivery after {@link #closeAsync()} has ended, unless another appender goes on with it. */
    public void awaitEnd() {
        pipeline.awaitEnd();
    }

    /** Encodes an event and queues it; keeps no reference to it. */
    public void append(E event) {
        try {
            guarded(event);
        } catch (Throwable e) {
            // Thrown while a failure was being counted. The application must not see it, and there is no memory or
            // stack left to report it.
            return;
        }
    }

    private void guarded(E event) {
        if (isInternal(event)) {
            return;
        }
        Thread thread = Thread.currentThread();
        int cell = buffers.enter(thread);
        if (cell == AppendBufferPool.NESTED) {
            dropNested();
            return;
        }
        try {
            append(event, cell);
        } finally {
            buffers.leave(cell, thread);
        }
    }

    /** Returns whether an internal thread logged the event, also if an AsyncAppender appends it on another thread. */
    private boolean isInternal(E event) {
        if (InternalThread.isCurrent()) {
            return true;
        }
        try {
            String thread = events.threadName(event);
            return (thread != null && InternalThread.isName(thread)) || isOfTransport(events.loggerName(event));
        } catch (Throwable e) {
            // Its origin is unknown: it is delivered or counted like an event of the application.
            return false;
        }
    }

    /** Returns whether OkHttp logs to it for each push; other lines of OkHttp belong to the application. */
    private static boolean isOfTransport(@Nullable String logger) {
        return logger != null
                && logger.startsWith("okhttp3.internal.")
                && (logger.equals("okhttp3.internal.concurrent.TaskRunner")
                        || logger.equals("okhttp3.internal.http2.Http2"));
    }

    private void append(E event, int cell) {
        AppendBuffer buffer = buffers.slot(cell);
        buffer.reset();
        try {
            write(event, buffer);
        } catch (Throwable e) {
            // Errors too: the application cannot handle a StackOverflowError of an encoder.
            buffers.discard(cell);
            buffer.drop(DropReason.ENCODE_FAILED);
            failures.add(e);
        }
        if (buffer.isGrown()) {
            buffers.discard(cell);
        }
    }

    private void write(E event, AppendBuffer buffer) {
        if (!filters.test(event) || !buffer.begin(priority(event))) {
            return;
        }
        if (!lines.write(event, buffer)) {
            buffer.drop(DropReason.EMPTY_LINE);
            return;
        }
        buffer.entry.time(events.epochSecond(event), events.nano(event));
        metadata.write(event, buffer.entry, buffer.scratch);
        labels.read(event, buffer.labelRow, buffer.scratch);
        String tenantId = tenant == null ? null : tenant.of(event, buffer.scratch);
        buffer.handOver().offer(labels.names(), buffer.labelRow, tenantId);
    }

    private Priority priority(E event) {
        LogLevel level = events.level(event);
        if (level.compareTo(LogLevel.ERROR) >= 0) {
            return Priority.URGENT;
        }
        return level == LogLevel.WARN ? Priority.HIGH : Priority.NORMAL;
    }

    /** Counts an event logged while this thread appends one, as by a toString(): appending it could recurse endlessly. */
    private void dropNested() {
        // Its level is not asked for: that may be what logs, or throws.
        if (pipeline.admit(0, Priority.NORMAL)) {
            pipeline.drop(DropReason.REENTRANT);
        }
    }
}
