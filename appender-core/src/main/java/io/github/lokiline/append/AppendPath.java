package io.github.lokiline.append;

import io.github.lokiline.json.LineLevel;
import io.github.lokiline.json.RecordView;
import io.github.lokiline.loki.DropReason;
import io.github.lokiline.loki.LokiClient;
import io.github.lokiline.loki.Priority;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Turns one event into one entry, on the thread that logs. Thread-safe; throws nothing, waits for nothing but an
 * overflow policy that says so, and never runs inside itself on the same thread.
 *
 * @param <E> the framework's event
 */
public final class AppendPath<E> {
    private final LokiClient client;
    private final RecordView<E> view;
    private final Predicate<E> filters;
    private final LineSource<E> lines;
    private final Labels<E> labels;
    private final Metadata<E> metadata;
    private final @Nullable EventValue<E> tenant;
    private final Rationed failures;
    private final Cells cells;

    AppendPath(Face<E> face, LokiClient client, Parts<E> parts) {
        this.client = client;
        this.view = face.records().view();
        this.filters = face.filters();
        this.lines = face.lines();
        this.labels = parts.labels();
        this.metadata = parts.metadata();
        this.tenant = parts.tenant();
        this.failures = parts.failures();
        this.cells = new Cells(() -> new Slot(client.newEntry(), labels.row()));
    }

    /**
     * What a path is made of besides its face and client.
     *
     * @param tenant null when all entries are the client's own tenant's
     * @param failures told of every event that an encoder or a filter spoils
     */
    record Parts<E>(
            Labels<E> labels,
            Metadata<E> metadata,
            @Nullable EventValue<E> tenant,
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

    private void write(E event, Slot slot) {
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
        LineLevel level = view.level(event);
        if (level.compareTo(LineLevel.ERROR) >= 0) {
            return Priority.URGENT;
        }
        return level == LineLevel.WARN ? Priority.HIGH : Priority.NORMAL;
    }

    /** An event logged while this thread appends one, as by a value's toString, would call itself without end. */
    private void dropNested(E event) {
        Slot slot = new Slot(client.newEntry(), labels.row());
        slot.begin(priority(event));
        slot.drop(DropReason.REENTRANT);
    }
}
