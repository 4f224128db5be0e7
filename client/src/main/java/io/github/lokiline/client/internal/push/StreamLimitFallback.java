package io.github.lokiline.client.internal.push;

import io.github.lokiline.client.internal.batch.Batch;
import io.github.lokiline.client.internal.batch.Batcher;
import io.github.lokiline.client.internal.batch.StreamState;
import io.github.lokiline.client.internal.producer.StreamRegistry;
import io.github.lokiline.client.internal.wire.EntryCodec;
import io.github.lokiline.client.internal.wire.LabelSetText;
import io.github.lokiline.client.internal.wire.PushRequestEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Moves batches when Loki takes no more streams of a tenant: after a few tries a batch goes to the stream that has only
 * the labels which are the same for all. Where Loki refuses that one as well, the batch goes to the most similar stream
 * that Loki has. The labels that differ travel as structured metadata. Owned by the delivery thread.
 */
final class StreamLimitFallback {

    private static final int TRIES = 3;

    private final StreamRegistry streams;
    private final Batcher batcher;

    StreamLimitFallback(StreamRegistry streams, Batcher batcher) {
        this.streams = streams;
        this.batcher = batcher;
    }

    /** Returns the batch for its new stream; null while it is worth waiting, or if Loki has no stream of the tenant. */
    @Nullable
    Batch move(Batch batch, int responses) {
        StreamState from = batch.stream();
        StreamState common = streams.base(from);
        if (responses < TRIES && common != from) {
            return null;
        }
        StreamState base = common == from || common.isOneTooMany() ? streams.closestStored(from) : common;
        return base == null ? null : moveTo(base, batch);
    }

    /** Returns the batch for {@code base}, with the labels that differ there as structured metadata. */
    Batch moveTo(StreamState base, Batch batch) {
        Map<String, String> moved = new TreeMap<>(batch.stream().labels());
        moved.entrySet().removeAll(base.labels().entrySet());
        List<byte[]> entries = PushRequestEncoder.entries(batch.content().body());
        // Times that no two entries shared in the old stream may be taken in the new one.
        entries.forEach(entry -> batcher.retime(base, entry));
        // A tenant that takes no metadata gets none: the labels that are left out are in the line or nowhere.
        return batch.content().bare()
                ? batcher.rebuild(batch, base, entries, true)
                : batcher.rebuild(batch, base, withMetadata(entries, moved), false);
    }

    private static List<byte[]> withMetadata(List<byte[]> entries, Map<String, String> labels) {
        List<byte[]> result = new ArrayList<>(entries.size());
        for (byte[] entry : entries) {
            byte[] richer = entry;
            for (Map.Entry<String, String> label : labels.entrySet()) {
                richer = EntryCodec.withMetadata(richer, LabelSetText.bytes(label.getKey()), label.getValue());
            }
            result.add(richer);
        }
        return result;
    }
}
