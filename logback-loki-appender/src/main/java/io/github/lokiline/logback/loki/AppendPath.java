package io.github.lokiline.logback.loki;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import io.github.lokiline.loki.DropReason;
import io.github.lokiline.loki.LokiClient;
import io.github.lokiline.loki.Priority;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns one event into one entry, on the thread that logs. Thread-safe; throws nothing, waits for nothing but an
 * overflow policy that says so, and never runs inside itself on the same thread.
 */
final class AppendPath {
    private final LokiClient client;
    private final Function<ILoggingEvent, FilterReply> filters;
    private final LineSource lines;
    private final Labels labels;
    private final Metadata metadata;
    private final @Nullable EventValue tenant;
    private final Rationed failures;
    private final Cells cells;

    AppendPath(Parts parts) {
        this.client = parts.client();
        this.filters = parts.filters();
        this.lines = parts.lines();
        this.labels = parts.labels();
        this.metadata = parts.metadata();
        this.tenant = parts.tenant();
        this.failures = parts.failures();
        this.cells = new Cells(() -> new Slot(client.newEntry(), labels.row()));
    }

    /**
     * What a path is made of.
     *
     * @param tenant null when all entries are the client's own tenant's
     * @param failures told of every event that an encoder or a filter spoils
     */
    record Parts(
            LokiClient client,
            Function<ILoggingEvent, FilterReply> filters,
            LineSource lines,
            Labels labels,
            Metadata metadata,
            @Nullable EventValue tenant,
            Rationed failures) {}

    LokiClient client() {
        return client;
    }

    void append(ILoggingEvent event) {
        if (isOwn(event)) {
            return;
        }
        Thread thread = Thread.currentThread();
        int cell = cells.enter(thread);
        if (cell == Cells.NESTED) {
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
    private static boolean isOwn(ILoggingEvent event) {
        if (LokiClient.ownsCurrentThread()) {
            return true;
        }
        try {
            String thread = event.getThreadName();
            return (thread != null && LokiClient.ownsThreadNamed(thread)) || isOfTransport(event.getLoggerName());
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

    private void append(ILoggingEvent event, int cell) {
        Slot slot = cells.slot(cell);
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

    private void write(ILoggingEvent event, Slot slot) {
        if (filters.apply(event) == FilterReply.DENY || !slot.begin(priority(event.getLevel()))) {
            return;
        }
        if (!lines.write(event, slot)) {
            slot.drop(DropReason.EMPTY_LINE);
            return;
        }
        setTime(event, slot);
        metadata.write(event, slot.entry, slot.scratch);
        labels.read(event, slot.labelRow, slot.scratch);
        String tenantId = tenant == null ? null : tenant.of(event, slot.scratch);
        slot.handOver().offer(labels.names(), slot.labelRow, tenantId);
    }

    private static void setTime(ILoggingEvent event, Slot slot) {
        Instant instant = event.getInstant();
        if (instant == null) {
            long millis = event.getTimeStamp();
            slot.entry.time(Math.floorDiv(millis, 1000L), (int) Math.floorMod(millis, 1000L) * 1_000_000);
        } else {
            slot.entry.time(instant.getEpochSecond(), instant.getNano());
        }
    }

    private static Priority priority(Level level) {
        int severity = level.toInt();
        if (severity >= Level.ERROR_INT) {
            return Priority.URGENT;
        }
        return severity >= Level.WARN_INT ? Priority.HIGH : Priority.NORMAL;
    }

    /** An event logged while this thread appends one, as by a value's toString, would call itself without end. */
    private void dropNested(ILoggingEvent event) {
        Slot slot = new Slot(client.newEntry(), labels.row());
        slot.begin(priority(event.getLevel()));
        slot.drop(DropReason.REENTRANT);
    }
}
