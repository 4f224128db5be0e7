package io.github.lokiline.client.internal.spool;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Counts what earlier processes left, one segment at a time, so that a large backlog does not hold up live lines. Owned
 * by the spool's thread.
 */
final class SpoolRecovery {

    private final SpoolContext context;
    private final SegmentList segments;
    private final ReadBuffer window;
    private final RecordCodec format;
    private final RecordScanner finder;
    private final Deque<Segment> uncounted = new ArrayDeque<>();

    SpoolRecovery(SpoolContext context, SegmentList segments, ReadBuffer window) {
        this.context = context;
        this.segments = segments;
        this.window = window;
        this.format = new RecordCodec(context.settings().endpointId(), window);
        this.finder = new RecordScanner(window);
    }

    /** To be counted after what waits for it already; in log order. */
    void addAll(List<Segment> left) {
        uncounted.addAll(left);
    }

    /** Counts the oldest segment that is not counted yet; true when there is one more. */
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

    /** Counts it out of turn, for nothing is deleted uncounted: the ledger would never hear of it. */
    void ensureCounted(Segment segment) {
        if (uncounted.remove(segment)) {
            count(segment);
        }
    }

    private void count(Segment segment) {
        SegmentScanResult findings = new SegmentScanResult();
        try {
            walk(segment, findings);
            findings.tell(segment, context.listener());
        } catch (IOException e) {
            segment.keep();
            context.trouble(segment.file.path(), "cannot be read; what is left in it stays for the next start", e);
        }
        segment.counted = true;
        segments.close(segment);
        tellCounts(segment, findings);
    }

    private void tellCounts(Segment segment, SegmentScanResult findings) {
        long recovered = segment.unreadEntries + findings.damagedEntries;
        if (recovered > 0) {
            context.listener().recovered(recovered);
        }
        if (findings.damagedEntries > 0) {
            context.listener().lost(SpoolLoss.DAMAGED, findings.damagedEntries);
        }
    }

    private void walk(Segment segment, SegmentScanResult findings) throws IOException {
        long at = 0;
        ScannedRecord found = finder.find(segment.file, at);
        while (found != null) {
            findings.skipped(found.at() - at);
            look(segment, found, findings);
            at = found.next();
            found = finder.find(segment.file, at);
        }
        findings.skippedAtEnd(segment.file.bytes() - at);
    }

    private void look(Segment segment, ScannedRecord found, SegmentScanResult findings) throws IOException {
        if (found.header().isDone()) {
            return;
        }
        if (found.header().isUnknownVersion()) {
            segment.keep();
            findings.unknown++;
        } else if (!format.isWhole(segment.file, found)) {
            findings.damaged(found);
            // Counted once: neither the reader nor the next process shall meet it again.
            window.markDone(segment.file, found.at());
        } else if (format.isOurs(segment.file, found)) {
            segments.waiting(segment, found.header().lastEpochNanos());
            segments.unread(segment, 1, found.header().entries());
            format.tell(segment.file, found, context.listener());
        } else {
            segment.keep();
            findings.foreign++;
        }
    }
}
