package io.github.lokiline.loki;

import io.github.lokiline.loki.internal.wire.PushBody;
import java.util.List;
import java.util.function.Consumer;

/** Puts other batches in the place of one that cannot go as it is; nothing is counted by it. Owned by the worker. */
final class Replacement {

    private final Batcher batcher;
    private final ByteBudget budget;
    private final Consumer<Stream> holder;

    /** @param holder hears of a stream that has something to send now */
    Replacement(Batcher batcher, ByteBudget budget, Consumer<Stream> holder) {
        this.batcher = batcher;
        this.budget = budget;
        this.holder = holder;
    }

    /** Nothing of the batch is stored: its halves go again, until the entry Loki cannot take is alone. */
    void byHalves(Batch batch) {
        List<byte[]> entries = PushBody.entries(batch.payload.body());
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
