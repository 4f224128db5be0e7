package io.github.lokiline.appender;

import io.github.lokiline.appender.internal.AppendBuffer;
import io.github.lokiline.appender.internal.AppendBufferPool;
import io.github.lokiline.appender.internal.LabelExtractor;
import io.github.lokiline.appender.internal.MetadataExtractor;
import io.github.lokiline.appender.internal.Rationed;
import io.github.lokiline.appender.internal.ValueExtractor;
import io.github.lokiline.client.DropReason;
import io.github.lokiline.client.LokiClient;
import io.github.lokiline.client.Priority;
import io.github.lokiline.json.spi.EventAccessor;
import io.github.lokiline.json.spi.LogLevel;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Turns one event into one entry, on the thread that logs. Thread-safe; throws nothing, waits for nothing but an
 * overflow policy that says so, and never runs inside itself on the same thread.
 *
 * @param <E> the framework's event
 */
public final class EventAppender<E> {
    private final LokiClient client;
    private final EventAccessor<E> view;
    private final Predicate<E> filters;
    private final LineProducer<E> lines;
    private final LabelExtractor<E> labels;
    private final MetadataExtractor<E> metadata;
    private final @Nullable ValueExtractor<E> tenant;
    private final Rationed failures;
    private final AppendBufferPool cells;

    EventAppender(FrameworkAdapter<E> face, LokiClient client, Parts<E> parts) {
        this.client = client;
        this.view = face.records().view();
        this.filters = face.filters();
        this.lines = face.lines();
        this.labels = parts.labels();
        this.metadata = parts.metadata();
        this.tenant = parts.tenant();
        this.failures = parts.failures();
        this.cells = new AppendBufferPool(() -> new AppendBuffer(client.newEntry(), labels.row()));
    }

    /**
     * What a path is made of besides its face and client.
     *
     * @param tenant null when all entries are the client's own tenant's
     * @param failures told of every event that an encoder or a filter spoils
     */
    record Parts<E>(
            LabelExtractor<E> labels,
            MetadataExtractor<E> metadata,
            @Nullable ValueExtractor<E> tenant,
            Rationed failures) {}

    /**
     * What delivers the entries.
     *
     * @return the client; whoever made this path closes it
     */
    public LokiClient client() {
        return client;
    }

    /**
     * Makes an entry of an event and hands it to the client.
     *
     * @param event the event; nothing of it is kept
     */
    public void append(E event) {
        try {
            guarded(event);
        } catch (Throwable e) {
            // What gets here failed while a failure was being counted. The application must not see it, and there is
            // no memory or stack left to tell anybody else.
            return;
        }
    }

    private void guarded(E event) {
        if (isOwn(event)) {
            return;
        }
        Thread thread = Thread.currentThread();
        int cell = cells.enter(thread);
        if (cell == AppendBufferPool.NESTED) {
            dropNested(event);
            return;
        }
        try {
            append(event, cell);
        } finally {
            cells.leave(cell, thread);
        }
    }

    /** What our own threads log, also when an AsyncAppender brings it here on a thread of its own, tells of our pushes. */
    private boolean isOwn(E event) {
        if (LokiClient.ownsCurrentThread()) {
            return true;
        }
        try {
            String thread = view.threadName(event);
            return (thread != null && LokiClient.ownsThreadNamed(thread)) || isOfTransport(view.loggerName(event));
        } catch (Throwable e) {
            // An event that cannot tell is the application's: it goes on, to be delivered or to be counted.
            return false;
        }
    }

    /** The loggers through which OkHttp would answer each push of ours with a line; an application's okhttp lines pass. */
    private static boolean isOfTransport(@Nullable String logger) {
        return logger != null
                && logger.startsWith("okhttp3.internal.")
                && (logger.equals("okhttp3.internal.concurrent.TaskRunner")
                        || logger.equals("okhttp3.internal.http2.Http2"));
    }

    private void append(E event, int cell) {
        AppendBuffer slot = cells.slot(cell);
        slot.reset();
        try {
            write(event, slot);
        } catch (Throwable e) {
            // Errors too: the application did not ask for our StackOverflowError, and cannot mend it.
            cells.discard(cell);
            slot.drop(DropReason.ENCODE_FAILED);
            failures.add(e);
        }
        if (slot.isGrown()) {
            cells.discard(cell);
        }
    }

    private void write(E event, AppendBuffer slot) {
        if (!filters.test(event) || !slot.begin(priority(event))) {
            return;
        }
        if (!lines.write(event, slot)) {
            slot.drop(DropReason.EMPTY_LINE);
            return;
        }
        slot.entry.time(view.epochSecond(event), view.nano(event));
        metadata.write(event, slot.entry, slot.scratch);
        labels.read(event, slot.labelRow, slot.scratch);
        String tenantId = tenant == null ? null : tenant.of(event, slot.scratch);
        slot.handOver().offer(labels.names(), slot.labelRow, tenantId);
    }

    private Priority priority(E event) {
        LogLevel level = view.level(event);
        if (level.compareTo(LogLevel.ERROR) >= 0) {
            return Priority.URGENT;
        }
        return level == LogLevel.WARN ? Priority.HIGH : Priority.NORMAL;
    }

    /** An event logged while this thread appends one, as by a value's toString, would call itself without end. */
    private void dropNested(E event) {
        AppendBuffer slot = new AppendBuffer(client.newEntry(), labels.row());
        slot.begin(priority(event));
        slot.drop(DropReason.REENTRANT);
    }
}
