package io.github.lokiline.client.internal.push;

import io.github.lokiline.client.internal.batch.Batch;
import io.github.lokiline.client.internal.batch.Batcher;
import io.github.lokiline.client.internal.batch.StreamState;
import io.github.lokiline.client.internal.producer.MemoryBudget;
import io.github.lokiline.client.internal.wire.PushRequestEncoder;
import java.util.List;
import java.util.function.Consumer;

/** Puts other batches in the place of one that cannot go as it is; nothing is counted by it. Owned by the worker. */
public final class BatchSplitter {

    private final Batcher batcher;
    private final MemoryBudget budget;
    private final Consumer<StreamState> holder;

    /**
     * Creates a splitter.
     *
     * @param holder receives a stream that has something to send now
     */
    public BatchSplitter(Batcher batcher, MemoryBudget budget, Consumer<StreamState> holder) {
        this.batcher = batcher;
        this.budget = budget;
        this.holder = holder;
    }

    /** Nothing of the batch is stored: its halves go again, until the entry Loki cannot take is alone. */
    void byHalves(Batch batch) {
        List<byte[]> entries = PushRequestEncoder.entries(batch.payload.body());
        int half = entries.size() / 2;
        boolean bare = batch.payload.bare();
        Batch second = batcher.rebuild(batch, batch.stream, entries.subList(half, entries.size()), bare);
        Batch first = batcher.rebuild(batch, batch.stream, entries.subList(0, half), bare);
        batch.stream.waiting.addFirst(second);
        batch.stream.waiting.addFirst(first);
        settle(batch, first.cost() + second.cost());
    }

    /** The same entries in another form, perhaps of another stream. */
    void by(Batch after, Batch before) {
        holder.accept(after.stream);
        after.stream.waiting.addFirst(after);
        settle(before, after.cost());
    }

    private void settle(Batch before, long costAfter) {
        before.settled = true;
        budget.take(costAfter);
        budget.giveBack(before.cost());
    }
}
