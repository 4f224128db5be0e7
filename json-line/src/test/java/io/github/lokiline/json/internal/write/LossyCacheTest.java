package io.github.lokiline.json.internal.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LossyCacheTest {
    @Test
    void findsWhatWasPutUnderTheSameHash() {
        LossyCache<String> cache = new LossyCache<>(8);
        cache.put("key".hashCode(), "value");

        assertThat(cache.candidate("key".hashCode())).isEqualTo("value");
    }

    @Test
    void hasNoCandidateInAnEmptySlot() {
        assertThat(new LossyCache<String>(8).candidate(-1)).isNull();
    }

    @Test
    void replacesTheValueOfAnotherKeyInTheSameSlot() {
        LossyCache<String> cache = new LossyCache<>(1);
        cache.put(1, "first");
        cache.put(2, "second");

        assertThat(cache.candidate(1)).isEqualTo("second");
    }

    @Test
    void usesEverySlotForHashesInARow() {
        LossyCache<Integer> cache = new LossyCache<>(512);

        for (int hash = 0; hash < 512; hash++) {
            cache.put(hash, hash);
        }

        for (int hash = 0; hash < 512; hash++) {
            assertThat(cache.candidate(hash)).isEqualTo(hash);
        }
    }

    @Test
    void spreadsHashesThatDifferInTheirUpperHalfOnly() {
        LossyCache<Integer> cache = new LossyCache<>(512);

        for (int i = 0; i < 16; i++) {
            cache.put(i << 16, i);
        }

        for (int i = 0; i < 16; i++) {
            assertThat(cache.candidate(i << 16)).isEqualTo(i);
        }
    }

    @Test
    void neverShowsAValueInPart() throws InterruptedException, ExecutionException {
        LossyCache<Pair> cache = new LossyCache<>(2);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<Boolean>> results = new ArrayList<>();

        for (int thread = 0; thread < 4; thread++) {
            results.add(threads.submit(() -> {
                boolean whole = true;
                for (int i = 0; i < 20_000; i++) {
                    cache.put(i, new Pair(i, -i));
                    Pair candidate = cache.candidate(i + 1);
                    whole &= candidate == null || candidate.key() == -candidate.value();
                }
                return whole;
            }));
        }

        for (Future<Boolean> result : results) {
            assertThat(result.get()).isTrue();
        }
        threads.shutdown();
    }

    private record Pair(int key, int value) {}
}
