package io.github.lokiline.client.internal.push;

import io.github.lokiline.client.internal.batch.Batch;
import io.github.lokiline.client.internal.batch.Batcher;
import io.github.lokiline.client.internal.wire.PushRequestEncoder;
import java.util.List;

/** Cuts a batch in half, again and again, until the entry that Loki cannot take is alone. Owned by the delivery thread. */
final class BatchSplitter {

    private final Batcher batcher;

    BatchSplitter(Batcher batcher) {
        this.batcher = batcher;
    }

    /** Returns the halves of {@code batch} in its place; what Loki has stored of it already, it stores once. */
    PushDecision splitInHalf(Batch batch) {
        List<byte[]> entries = PushRequestEncoder.entries(batch.content().body());
        int half = entries.size() / 2;
        return new PushDecision.Replace(
                List.of(part(batch, entries.subList(0, half)), part(batch, entries.subList(half, entries.size()))));
    }

    private Batch part(Batch batch, List<byte[]> entries) {
        return batcher.rebuild(batch, batch.stream(), entries, batch.content().bare());
    }
}
