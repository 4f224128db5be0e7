package io.github.lokiline.appender.internal;

import io.github.lokiline.client.DropReason;
import io.github.lokiline.client.Priority;
import io.github.lokiline.client.internal.producer.EntryEncoder;
import io.github.lokiline.json.internal.write.Utf8JsonWriter;
import org.jspecify.annotations.Nullable;

/** What one append needs and the next can use again. Owned by one thread at a time. */
public final class AppendBuffer {
    /** Room that a slot may keep: lines above it are rare, and 64 slots of them would be no small heap. */
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

    /** Forgets the event before. */
    public void reset() {
        counted = false;
        open = false;
    }

    /** Counts the event; true when room is reserved, and its end must then be told. */
    public boolean begin(Priority priority) {
        counted = true;
        open = entry.begin(priority);
        return open;
    }

    /** From here on the client answers for the event. */
    public EntryEncoder handOver() {
        open = false;
        return entry;
    }

    /** Tells the event's end, if nobody has yet. */
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
