package io.github.lokiline.append;

import io.github.lokiline.json.LineWriter;
import io.github.lokiline.loki.DropReason;
import io.github.lokiline.loki.EntryBuilder;
import io.github.lokiline.loki.Priority;
import org.jspecify.annotations.Nullable;

/** What one append needs and the next can use again. Owned by one thread at a time. */
final class Slot {
    /** Room that a slot may keep: lines above it are rare, and 64 slots of them would be no small heap. */
    private static final int MAX_KEPT_BYTES = 32 * 1024;

    private static final int MAX_KEPT_CHARS = 4 * 1024;

    final EntryBuilder entry;
    final LineWriter writer = new LineWriter();
    final StringBuilder scratch = new StringBuilder();
    final @Nullable String[] labelRow;
    private boolean counted;
    private boolean open;

    Slot(EntryBuilder entry, @Nullable String[] labelRow) {
        this.entry = entry;
        this.labelRow = labelRow;
    }

    /** Forgets the event before. */
    void reset() {
        counted = false;
        open = false;
    }

    /** Counts the event; true when room is reserved, and its end must then be told. */
    boolean begin(Priority priority) {
        counted = true;
        open = entry.begin(priority);
        return open;
    }

    /** From here on the client answers for the event. */
    EntryBuilder handOver() {
        open = false;
        return entry;
    }

    /** Tells the event's end, if nobody has yet. */
    void drop(DropReason reason) {
        if (!counted) {
            begin(Priority.NORMAL);
        }
        if (open) {
            open = false;
            entry.abandon(reason);
        }
    }

    boolean isGrown() {
        return writer.array().length > MAX_KEPT_BYTES
                || entry.array().length > MAX_KEPT_BYTES
                || scratch.capacity() > MAX_KEPT_CHARS;
    }
}
