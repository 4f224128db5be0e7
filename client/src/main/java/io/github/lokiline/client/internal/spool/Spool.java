package io.github.lokiline.client.internal.spool;

import java.io.IOException;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Batches on disk, in the order they came. Owned by one thread.
 *
 * <pre>
 * SpooledRef ref = spool.append(batch, true);   on disk; the caller keeps it in memory as well
 * spool.done(ref);                              delivered: the next process will not see it
 * Stored stored = spool.next();                 the oldest that nobody holds; spool.done(stored.ref()) when delivered
 * spool.putBack(stored.ref());                  of no use now: it comes again after spool.rewind()
 * </pre>
 *
 * <p>What is not done when the process ends, however it ends, comes again in the next one: at least once, in log order.
 * Nothing but {@link #open} throws: a disk that fails is told to the listener and costs what it cannot hold.
 */
public final class Spool implements AutoCloseable {

    private final SpoolContext context;
    private final SpoolSlots slots;
    private final SegmentList segments;
    private final RecordCodec format;
    private final ReadBuffer window = new ReadBuffer();
    private final SpoolRecovery recovery;
    private final SpoolReader reader;
    private final SpoolWriter writer;
    private final SpoolRetention bounds;
    private boolean closed;

    private Spool(SpoolContext context, SpoolSlots slots) {
        this.context = context;
        this.slots = slots;
        this.segments = new SegmentList(context);
        this.format = new RecordCodec(context.settings().endpointId(), window);
        this.recovery = new SpoolRecovery(context, segments, window);
        recovery.addAll(segments.addAll(slots.takeLeft()));
        this.reader = new SpoolReader(context, segments, window, this::tidy);
        this.writer = new SpoolWriter(context, segments, slots.own());
        this.bounds = new SpoolRetention(context, segments, recovery, writer);
    }

    /**
     * Takes a slot of the endpoint, or makes one, and adopts those that no process has any more. Reads names only: what
     * is in them is for {@link #recoverStep}.
     *
     * @param epochMillis milliseconds since 1970, for names and ages
     * @param nanoTime for intervals
     * @throws IOException when there is no slot to have; the text says why, for people
     */
    public static Spool open(
            SpoolStoreConfig settings, LongSupplier epochMillis, LongSupplier nanoTime, SpoolListener listener)
            throws IOException {
        return open(new SpoolContext(
                settings,
                epochMillis,
                nanoTime,
                listener,
                CrashPointListener.UNWATCHED,
                SpoolContext.segmentBytes(settings.maxBytes())));
    }

    static Spool open(SpoolContext context) throws IOException {
        return new Spool(context, SpoolSlots.take(context));
    }

    /**
     * Adopts what other spools of the endpoint have left since this one was opened: a predecessor in the same process,
     * or a process that died. Then {@link #recoverStep} has more to do, if there was something.
     */
    public void adopt() {
        if (!closed) {
            slots.adoptFree();
            recovery.addAll(segments.addAll(slots.takeLeft()));
        }
    }

    /**
     * Counts one segment that an earlier process left; true while there are more. To be called until it says false:
     * {@link #next} gives nothing out of a segment that is not counted, and nothing newer than it.
     */
    public boolean recoverStep() {
        if (closed) {
            return false;
        }
        boolean more = recovery.step();
        bounds.dropExpired();
        bounds.shrink();
        return more;
    }

    /**
     * Writes a batch behind all others.
     *
     * @param alreadyHeld the caller keeps the batch in memory: it is not among {@link #entries}, and {@link #next}
     *     passes over it as long as this process lives
     * @return null when it could not be written, which the listener was told; the next one may succeed
     */
    public @Nullable RecordRef append(RecordData batch, boolean alreadyHeld) {
        if (closed) {
            return null;
        }
        byte[] front = format.front(batch);
        long bytes = (long) front.length + batch.body().length;
        if (bytes > Math.min(Integer.MAX_VALUE, context.settings().maxBytes())) {
            context.listener()
                    .trouble("spool \"" + context.settings().directory() + "\": no room for a batch, bytes: " + bytes
                            + "; spoolMaxBytes is " + context.settings().maxBytes());
            return null;
        }
        bounds.dropExpired();
        bounds.makeRoom(bytes);
        return writer.append(front, batch, alreadyHeld);
    }

    /** The oldest batch that is neither read nor held nor done; null when there is none, or none yet. */
    public @Nullable StoredRecord next() {
        return next((tenant, labels) -> true);
    }

    /**
     * The oldest batch of those that {@code wanted} wants, given their tenant and labels. The others are passed over, and
     * come again after {@link #rewind}.
     *
     * @return null when there is none, or none yet; {@link #isLookingOn} tells whether to call again at once
     */
    public @Nullable StoredRecord next(BiPredicate<String, String> wanted) {
        if (closed) {
            return null;
        }
        bounds.dropExpired();
        if (segments.unreadEntries() == 0) {
            return null;
        }
        return reader.next(wanted);
    }

    /** The last {@link #next} has passed over so much that it gave back the thread before it had looked at all. */
    public boolean isLookingOn() {
        return !closed && reader.hasPassedEnough() && segments.firstUnread() != null;
    }

    /**
     * A batch that was read is not of use now: it is unread again, and comes again after {@link #rewind}.
     *
     * @return false when it is no longer on disk: then the caller has the only one
     */
    public boolean putBack(RecordRef ref) {
        if (closed || ref.segment.gone) {
            return false;
        }
        segments.putBack(ref);
        return true;
    }

    /** What was passed over or put back comes again, in log order. */
    public void rewind() {
        segments.rewind();
    }

    /** The batch needs no disk any more: delivered, refused or dropped. To say it twice changes nothing. */
    public void done(RecordRef ref) {
        Segment segment = ref.segment;
        if (closed || segment.gone) {
            return;
        }
        try {
            markDone(segment, ref);
        } catch (IOException e) {
            context.trouble(segment.file.path(), "a batch cannot be marked as done; it may be sent again", e);
        }
        tidy(segment);
    }

    private void markDone(Segment segment, RecordRef ref) throws IOException {
        if (segment.file.isDone(ref.at)) {
            return;
        }
        window.markDone(segment.file, ref.at);
        context.steps().reached(CrashPoint.AFTER_DONE);
        segments.done(segment, ref);
    }

    /** Deletes a segment that is finished, closes one that nobody uses. */
    private void tidy(Segment segment) {
        if (segment == writer.active()) {
            writer.retireIfIdle();
        } else if (segment.isFinished() && !segment.gone) {
            segments.delete(segment);
        } else if (segment != reader.current()) {
            segments.close(segment);
        }
    }

    /** Entries on disk that are neither done nor read nor held, of what is counted so far. */
    public long entries() {
        return segments.unreadEntries();
    }

    /** What all segments take on disk, counted or not. */
    public long bytes() {
        return segments.bytes();
    }

    /** Forces to the disk what {@link Fsync#INTERVAL} has waiting, when it is time. */
    public void force(long nowNanos) {
        if (!closed) {
            writer.forceIfDue(nowNanos);
        }
    }

    /**
     * Nanoseconds until {@link #force} has something to do, or {@link #next} may try again what it could not read;
     * {@link Long#MAX_VALUE} for never.
     */
    public long waitNanos(long nowNanos) {
        long pause = reader.pauseNanos(nowNanos);
        return Math.min(writer.waitNanos(nowNanos), pause == 0 ? Long.MAX_VALUE : pause);
    }

    /** Forces what is not on the disk yet (but with {@link Fsync#NONE}) and leaves the slots to others. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        writer.retire();
        segments.inOrder().forEach(segments::close);
        slots.release();
    }
}
