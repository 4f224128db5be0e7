package io.github.lokiline.client.internal.spool;

import java.io.IOException;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Batches on disk, in the order in which they were appended. Owned by one thread.
 *
 * <pre>
 * RecordRef ref = spool.append(batch, true);   on disk; the caller holds it in memory as well
 * spool.done(ref);                             delivered: the next process does not find it
 * StoredRecord stored = spool.next(wanted);    the oldest that is not held; spool.done(stored.ref()) when delivered
 * spool.putBack(stored.ref());                 not needed yet: it is returned again after spool.rewind()
 * </pre>
 *
 * <p>A batch that is not done when the process ends, by a crash or otherwise, is returned again in the next process: at
 * least once, in log order. Only {@link #open} throws; failures of the disk are reported to the listener.
 */
public final class Spool implements AutoCloseable {
    private final SpoolContext context;
    private final SpoolSlots slots;
    private final SegmentList segments;
    private final RecordCodec codec;
    private final SpoolRecovery recovery;
    private final SpoolWriter writer;
    private final SpoolReader reader;
    private final SpoolRetention retention;
    private final SpoolWatch watch;
    private boolean closed;

    private Spool(SpoolContext context, SpoolSlots slots) {
        this.context = context;
        this.slots = slots;
        this.segments = new SegmentList(context);
        this.codec = new RecordCodec(context.config().endpointId());
        this.recovery = new SpoolRecovery(context, segments, codec);
        List<Segment> left = segments.addAll(slots.takeLeft());
        recovery.addAll(left);
        this.writer = new SpoolWriter(context, segments, slots.own());
        this.reader = new SpoolReader(context, segments, codec, writer);
        this.retention = new SpoolRetention(context, segments, recovery, writer);
        this.watch = new SpoolWatch(context, slots, segments, recovery, writer);
    }

    /**
     * Acquires a slot of the endpoint and adopts those of ended processes. Only lists their files: {@link #recoverStep}
     * reads them.
     *
     * @param epochMillis milliseconds since 1970, for names
     * @param expiryEpochMillis milliseconds since 1970, for ages
     * @param nanoTime for intervals
     * @throws IOException if no slot is available; the message is written for users
     */
    public static Spool open(
            Supplier<SpoolStoreConfig> settings,
            LongSupplier epochMillis,
            LongSupplier expiryEpochMillis,
            LongSupplier nanoTime,
            SpoolListener listener,
            RecordCheck check)
            throws IOException {
        long segmentBytes = SpoolContext.segmentBytes(settings.get().maxBytes());
        return open(new SpoolContext(
                settings, epochMillis, expiryEpochMillis, nanoTime, listener, check, point -> {}, segmentBytes));
    }

    static Spool open(SpoolContext context) throws IOException {
        return new Spool(context, new SpoolSlots(context));
    }

    /** Adopts slots that other spools of the endpoint have left since this one was opened, for {@link #recoverStep}. */
    public void adopt() {
        if (!closed) {
            slots.adoptFree();
            recovery.addAll(segments.addAll(slots.takeLeft()));
        }
    }

    /**
     * Counts one segment of an earlier process and returns whether there are more. To be called until it returns false:
     * {@link #next} reads neither an uncounted segment nor a newer one.
     */
    public boolean recoverStep() {
        if (closed) {
            return false;
        }
        boolean more = recovery.step();
        retention.dropExpired();
        retention.shrink();
        return more;
    }

    /**
     * Writes a batch behind all others.
     *
     * @param held the caller keeps the batch in memory: it is not counted by {@link #entries}, and {@link #next} does not
     *     return it in this process
     * @return null if it could not be written, which is reported to the listener; the next one may succeed
     */
    public @Nullable RecordRef append(RecordData batch, boolean held) {
        if (closed) {
            return null;
        }
        byte[] front = codec.front(batch);
        long bytes = (long) front.length + batch.body().length;
        long maxBytes = context.config().maxBytes();
        if (bytes > Math.min(Integer.MAX_VALUE, maxBytes)) {
            context.listener()
                    .trouble("spool \"" + context.config().directory() + "\": no room for a batch, bytes: " + bytes
                            + "; spoolMaxBytes is " + maxBytes);
            return null;
        }
        retention.dropExpired();
        retention.makeRoom(bytes);
        if (writer.active() == null) {
            watch.check();
        }
        return writer.append(front, batch, held);
    }

    /** Checks that the files are still there, and makes a directory again that somebody has removed. */
    public void checkFiles() {
        if (!closed) {
            watch.check();
        }
    }

    /** As {@link #checkFiles()}, once a second. */
    public void checkFiles(long nowNanos) {
        if (!closed && watch.isDue(nowNanos)) {
            watch.check();
        }
    }

    /**
     * Returns the oldest wanted batch that is neither read nor held nor done. It passes over the others, which are
     * returned after {@link #rewind}.
     *
     * @param wanted tests the tenant and the labels of a batch
     * @return null if there is none yet; {@link #isLookingOn} says whether to call again at once
     */
    public @Nullable StoredRecord next(BiPredicate<String, String> wanted) {
        if (closed) {
            return null;
        }
        retention.dropExpired();
        return segments.unreadEntries() == 0 ? null : reader.next(wanted);
    }

    /** Returns whether the last {@link #next} returned early because it had passed over many batches. */
    public boolean isLookingOn() {
        return !closed && reader.hasPassedEnough() && segments.firstUnread() != null;
    }

    /**
     * Makes a batch that was read unread again; it is returned after {@link #rewind}.
     *
     * @return false if it is no longer on disk: then the caller has the only copy
     */
    public boolean putBack(RecordRef ref) {
        if (closed || ref.segment().gone) {
            return false;
        }
        segments.putBack(ref);
        return true;
    }

    /** Makes {@link #next} return the batches that were passed over or put back, in log order. */
    public void rewind() {
        segments.rewind();
    }

    /** Marks a batch as delivered, refused or dropped. A second call for the same batch has no effect. */
    public void done(RecordRef ref) {
        Segment segment = ref.segment();
        if (closed || segment.gone) {
            return;
        }
        try {
            if (!segment.file.isDone(ref.at())) {
                segment.file.markDone(ref.at());
                context.crashPoints().accept(CrashPoint.AFTER_DONE);
                segments.done(ref);
            }
        } catch (IOException e) {
            context.trouble(segment.file.path(), "a batch cannot be marked as done; it may be sent again", e);
        }
        reader.tidy(segment);
    }

    /** Returns the counted entries on disk that are neither done nor read nor held. */
    public long entries() {
        return segments.unreadEntries();
    }

    /** Returns the size of all segments, counted or not. */
    public long bytes() {
        return segments.bytes();
    }

    /** Forces written records to the disk if the interval of {@code FsyncPolicy.INTERVAL} is over. */
    public void force(long nowNanos) {
        if (!closed) {
            writer.forceIfDue(nowNanos);
        }
    }

    /**
     * Returns the nanoseconds until {@link #force} or {@link #checkFiles} has something to do or {@link #next} may retry a
     * failed read; {@link Long#MAX_VALUE} for never.
     */
    public long waitNanos(long nowNanos) {
        long pause = reader.pauseNanos(nowNanos);
        long wait = Math.min(writer.waitNanos(nowNanos), watch.waitNanos(nowNanos));
        return pause == 0 ? wait : Math.min(wait, pause);
    }

    /** Forces written records to the disk, except with {@code FsyncPolicy.NONE}, and releases the slots. */
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
