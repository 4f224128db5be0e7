package io.github.lokiline.logback.json.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FirstOccurrencesTest {
    private static final long NOON = 1763634645123L;

    @Test
    void countsFirstOnesExactlyThoughManyThreadsAskAtOnce() throws Exception {
        for (int round = 0; round < 50; round++) {
            FirstOccurrences occurrences = new FirstOccurrences(FirstOccurrences.MAX_COUNT, 60_000);
            AtomicInteger firsts = new AtomicInteger();
            CyclicBarrier together = new CyclicBarrier(4);
            ExecutorService threads = Executors.newFixedThreadPool(4);
            List<Future<?>> asked = IntStream.range(0, 4)
                    .<Future<?>>mapToObj(t -> threads.submit(() -> {
                        together.await();
                        for (int i = 0; i < 5000; i++) {
                            firsts.addAndGet(occurrences.add(0x80000001, NOON) ? 1 : 0);
                        }
                        return null;
                    }))
                    .toList();
            for (Future<?> each : asked) {
                each.get();
            }
            threads.shutdown();

            assertThat(firsts).hasValue(FirstOccurrences.MAX_COUNT);
        }
    }
}
