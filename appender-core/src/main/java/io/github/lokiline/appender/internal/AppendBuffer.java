package io.github.lokiline.appender.internal;

import io.github.lokiline.client.DropReason;
import io.github.lokiline.client.Priority;
import io.github.lokiline.client.internal.producer.EntryEncoder;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import org.jspecify.annotations.Nullable;

/** The reusable buffers of one append. Owned by one thread at a time. */
public final class AppendBuffer {
    /** Capacity that a buffer may keep: larger lines are rare, and 64 buffers of them would take too much heap. */
    private static final int MAX_KEPT_BYTES = 32 * 1024;

    private static final int MAX_KEPT_CHARS = 4 * 1024;

    public final EntryEncoder entry;
    public final Utf8JsonWriter writer = new Utf8JsonWriter();
    public final StringBuilder scratch = new StringBuilder();
    public final @Nullable String[] labelRow;
    private boolean counted;
    private boolean open;

    public AppendBuffer(EntryEncoder entry, @Nullable String[] labelRow) {
        this.entry = entry;
        this.labelRow = labelRow;
    }

    /** Prepares the buffer for the next event. */
    public void reset() {
        counted = false;
        open = false;
    }

    /** Counts the event as appended, and returns whether it is admitted; if so, its end must be counted, too. */
    public boolean begin(Priority priority) {
        counted = true;
        open = entry.begin(priority);
        return open;
    }

    /** Leaves the event to the client, which counts its end. */
    public EntryEncoder handOver() {
        open = false;
        return entry;
    }

    /** Counts the event as dropped, unless its end is counted already. */
    public void drop(DropReason reason) {
        if (!counted) {
            begin(Priority.NORMAL);
        }
        if (open) {
            open = false;
            entry.abandon(reason);
        }
    }

    public boolean isGrown() {
        return writer.array().length > MAX_KEPT_BYTES
                || entry.array().length > MAX_KEPT_BYTES
                || scratch.capacity() > MAX_KEPT_CHARS;
    }
}
