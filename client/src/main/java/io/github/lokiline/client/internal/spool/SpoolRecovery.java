package io.github.lokiline.client.internal.spool;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Counts the records of earlier processes, one segment per step, so that a large backlog does not delay live entries.
 * Owned by the spool's thread.
 */
final class SpoolRecovery {
    /** After each, the delivery thread pauses; a lack of memory passes meanwhile. */
    private static final int MAX_FAILURES = 50;

    private final SpoolContext context;
    private final SegmentList segments;
    private final RecordCodec codec;
    private final Deque<Segment> uncounted = new ArrayDeque<>();
    private int failures;

    SpoolRecovery(SpoolContext context, SegmentList segments, RecordCodec codec) {
        this.context = context;
        this.segments = segments;
        this.codec = codec;
    }

    /** Appends segments, given in log order. */
    void addAll(List<Segment> left) {
        uncounted.addAll(left);
    }

    /** Counts the next segment and returns whether there is another one. */
    boolean step() {
        Segment segment = uncounted.poll();
        if (segment != null) {
            count(segment);
            if (segment.isFinished()) {
                segments.delete(segment);
            }
        }
        return !uncounted.isEmpty();
    }

    /** Counts a segment out of turn before it is deleted: the ledger would miss its entries otherwise. */
    void ensureCounted(Segment segment) {
        if (uncounted.remove(segment)) {
            count(segment);
        }
    }

    /** Forgets a segment whose file is gone. */
    void remove(Segment segment) {
        uncounted.remove(segment);
    }

    /** An error has ended the count, for example without memory: what is behind the segment waits until it is counted. */
    private void tryAgain(Segment segment) {
        segments.addUnread(segment, -segment.unreadEntries());
        if (++failures < MAX_FAILURES) {
            uncounted.addFirst(segment);
        } else {
            segment.keep();
            segment.counted = true;
        }
    }

    private void count(Segment segment) {
        try {
            new SegmentScan(context, segments, codec, segment).run();
        } finally {
            if (!segment.counted) {
                tryAgain(segment);
            }
        }
    }
}
