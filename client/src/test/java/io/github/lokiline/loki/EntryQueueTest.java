package io.github.lokiline.loki;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("promise-2")
class EntryQueueTest {

    private final EntryQueue queue = new EntryQueue();

    @Test
    void entriesComeOutInTheOrderTheyWentIn() {
        Entry first = entry();
        Entry second = entry();
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
        Entry first = entry();
        queue.offer(first);
        queue.offer(entry());

        queue.poll();
        queue.poll();

        assertThat(first.next).isNull();
    }

    @Test
    void anEntryCostsItsBytesAnd64() {
        assertThat(new Entry(Stream.NONE, new byte[100], 0, false).cost()).isEqualTo(164);
    }

    private static Entry entry() {
        return new Entry(Stream.NONE, new byte[0], 0, false);
    }
}
