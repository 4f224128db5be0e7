package io.github.lokiline.client.internal.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.client.internal.batch.QueuedEntry;
import io.github.lokiline.client.internal.batch.StreamState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("promise-2")
class MpscEntryQueueTest {

    private final MpscEntryQueue queue = new MpscEntryQueue();

    @Test
    void entriesComeOutInTheOrderTheyWentIn() {
        QueuedEntry first = entry();
        QueuedEntry second = entry();
        queue.offer(first);
        queue.offer(second);

        assertThat(queue.poll()).isSameAs(first);
        assertThat(queue.poll()).isSameAs(second);
        assertThat(queue.poll()).isNull();
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.hasUnlinked()).isFalse();
    }

    @Test
    void anEntryThatWasTakenKeepsNoLaterOneOnTheHeap() {
        QueuedEntry first = entry();
        queue.offer(first);
        queue.offer(entry());

        queue.poll();
        queue.poll();

        assertThat(first.next).isNull();
    }

    @Test
    void anEntryCostsItsBytesAnd64() {
        assertThat(new QueuedEntry(StreamState.NONE, new byte[100], 0, false).cost())
                .isEqualTo(164);
    }

    private static QueuedEntry entry() {
        return new QueuedEntry(StreamState.NONE, new byte[0], 0, false);
    }
}
