package io.github.lokiline.json.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ObjectPoolTest {
    private final AtomicInteger made = new AtomicInteger();

    @Test
    void handsOutAgainWhatWasReleased() {
        ObjectPool<Integer> slots = new ObjectPool<>(made::incrementAndGet);

        Integer first = slots.lease();
        slots.release(first);

        assertThat(slots.lease()).isSameAs(first);
    }

    @Test
    void handsANestedLeaseAnotherObject() {
        ObjectPool<Integer> slots = new ObjectPool<>(made::incrementAndGet);
        List<Integer> leased = new ArrayList<>();

        for (int i = 0; i < 10; i++) {
            leased.add(slots.lease());
        }
        leased.forEach(slots::release);

        assertThat(leased).doesNotHaveDuplicates();
        assertThat(List.of(slots.lease(), slots.lease()))
                .doesNotHaveDuplicates()
                .allMatch(leased::contains);
    }

    @Test
    void neverHandsOneObjectToTwoThreads() throws Exception {
        ObjectPool<AtomicBoolean> slots = new ObjectPool<>(AtomicBoolean::new, 1);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        Callable<Integer> task = () -> {
            int shared = 0;
            for (int i = 0; i < 20_000; i++) {
                AtomicBoolean mine = slots.lease();
                shared += mine.compareAndSet(false, true) ? 0 : 1;
                mine.set(false);
                slots.release(mine);
            }
            return shared;
        };

        int shared = 0;
        for (Future<Integer> future : threads.invokeAll(List.of(task, task, task, task, task, task, task, task))) {
            shared += future.get();
        }
        threads.shutdown();

        assertThat(shared).isZero();
    }
}
