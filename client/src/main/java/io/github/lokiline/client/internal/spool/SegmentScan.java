package io.github.lokiline.client.internal.spool;

import io.github.lokiline.client.DropReason;
import java.io.IOException;

/** Counts the records that an earlier process left in one segment. Used once, on the spool's thread. */
final class SegmentScan {
    private final SpoolContext context;
    private final SegmentList segments;
    private final RecordCodec codec;
    private final Segment segment;
    private int unknownVersion;
    private int ofOtherEndpoint;
    private long damagedEntries;
    private long damagedBytes;
    private boolean cutShort;

    SegmentScan(SpoolContext context, SegmentList segments, RecordCodec codec, Segment segment) {
        this.context = context;
        this.segments = segments;
        this.codec = codec;
        this.segment = segment;
    }

    void run() {
        try {
            scan();
            reportFindings();
        } catch (IOException e) {
            segment.keep();
            context.trouble(segment.file.path(), "cannot be read; what is left in it stays for the next start", e);
        }
        segment.counted = true;
        segments.close(segment);
        long recovered = segment.unreadEntries() + damagedEntries;
        if (recovered > 0) {
            context.listener().recovered(recovered);
        }
        if (damagedEntries > 0) {
            context.listener().lost(DropReason.SPOOL_DAMAGED, damagedEntries);
        }
    }

    private void scan() throws IOException {
        long at = 0;
        RecordHeader record = codec.find(segment.file, at);
        while (record != null) {
            damagedBytes += record.at() - at;
            add(record);
            at = record.next();
            record = codec.find(segment.file, at);
        }
        // The process or the machine died while it wrote the rest.
        cutShort |= at < segment.file.bytes();
    }

    private void add(RecordHeader record) throws IOException {
        if (record.isDone()) {
            return;
        }
        if (record.isUnknownVersion()) {
            segment.keep();
            unknownVersion++;
        } else if (!codec.isWhole(segment.file, record)) {
            addDamaged(record);
        } else if (codec.isOfEndpoint(segment.file, record)) {
            addWhole(record, codec.names(segment.file, record));
        } else {
            segment.keep();
            ofOtherEndpoint++;
        }
    }

    private void addWhole(RecordHeader record, RecordData names) throws IOException {
        if (context.check().isStream(names.tenant(), names.labels())) {
            segment.addTime(record.lastEpochNanos());
            segments.addUnread(segment, record.entries());
            context.listener().found(names.tenant(), names.labels(), record.firstEpochNanos());
        } else {
            addDamaged(record);
        }
    }

    private void addDamaged(RecordHeader record) throws IOException {
        damagedEntries += record.entries();
        damagedBytes += record.isCut() ? 0 : record.recordBytes();
        cutShort |= record.isCut();
        // Counted once: neither the reader nor the next process finds it again.
        segment.file.markDone(record.at());
    }

    private void reportFindings() {
        if (damagedBytes > 0) {
            report("damaged, bytes skipped: " + damagedBytes + ", entries known to be lost: " + damagedEntries
                    + "; look after the disk");
        } else if (cutShort) {
            report("the last write was cut short, entries known to be lost: " + damagedEntries);
        }
        if (unknownVersion > 0) {
            report("batches of a newer format, left where they are: " + unknownVersion
                    + "; a newer lokiline delivers them");
        }
        if (ofOtherEndpoint > 0) {
            report("batches of another endpoint, left where they are: " + ofOtherEndpoint
                    + "; move the file to a slot of theirs");
        }
    }

    private void report(String finding) {
        context.listener().trouble("spool segment \"" + segment + "\": " + finding);
    }
}
