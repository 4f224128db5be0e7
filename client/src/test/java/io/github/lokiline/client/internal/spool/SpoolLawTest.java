package io.github.lokiline.client.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Promise 3 on disk: after any sequence of calls, the counts balance and no batch is returned after it is done. */
@Tag("promise-3")
@Tag("promise-8")
class SpoolLawTest {

    private static final int STEPS = 3000;

    @TempDir
    Path directory;

    /** The batches that are not done, by number; true if read or held in this process. */
    private final Map<Integer, Boolean> waiting = new TreeMap<>();

    private final Map<Integer, RecordRef> refs = new TreeMap<>();
    /** The batches read in this process that are neither done nor put back. */
    private final Set<Integer> taken = new HashSet<>();

    private int appended;
    private long unheldEntries;
    private long readEntries;
    private long doneUnreadEntries;
    private TestSpool test;
    private Spool spool;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void countsAddUpAndExactlyWhatIsNotDoneComesAgain(long seed) throws IOException {
        test = new TestSpool(directory);
        Random random = new Random(seed);
        reopen();
        for (int i = 0; i < STEPS; i++) {
            act(random);
            assertLaw(seed, i);
            assertThat(test.heard.lost).isEmpty();
        }
        reopen();

        assertThat(numbers()).containsExactlyElementsOf(waiting.keySet());
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void countsAddUpWhenTheSpoolIsFullAndBatchesExpire(long seed) throws IOException {
        test = new TestSpool(directory);
        test.maxBytes = 2500;
        test.maxAge = Duration.ofMinutes(3);
        Random random = new Random(seed);
        reopen();
        for (int i = 0; i < STEPS; i++) {
            act(random);
            assertLaw(seed, i);
            assertThat(spool.bytes()).isLessThanOrEqualTo(2500);
        }
        reopen();

        assertThat(numbers()).isSubsetOf(waiting.keySet()).isSorted();
    }

    private void act(Random random) throws IOException {
        int kind = random.nextInt(100);
        if (kind < 40) {
            append(random.nextInt(3) == 0, 1 + random.nextInt(5), random.nextInt(60));
        } else if (kind < 65) {
            read();
        } else if (kind < 90) {
            done(random);
        } else if (kind < 92) {
            assertThat(spool.next((tenant, labels) -> false)).isNull();
        } else if (kind < 94) {
            putBack(random);
        } else if (kind < 96) {
            spool.rewind();
        } else if (kind < 99) {
            test.advance(Duration.ofSeconds(random.nextInt(60)));
        } else {
            reopen();
        }
    }

    private void append(boolean held, int entries, int padding) {
        int number = appended++;
        RecordData batch = test.batch(number + " " + "x".repeat(padding), entries);
        refs.put(number, spool.append(batch, held));
        waiting.put(number, held);
        unheldEntries += held ? 0 : entries;
    }

    private void read() {
        StoredRecord stored = TestSpool.next(spool);
        if (stored != null) {
            int number = TestSpool.number(TestSpool.text(stored));
            assertThat(waiting.put(number, true)).as("batch %d", number).isFalse();
            refs.put(number, stored.ref());
            taken.add(number);
            readEntries += stored.batch().entries();
        }
    }

    private void putBack(Random random) {
        List<Integer> read = refs.keySet().stream().filter(taken::contains).toList();
        if (read.isEmpty()) {
            return;
        }
        int number = read.get(random.nextInt(read.size()));
        long before = spool.entries();
        if (spool.putBack(refs.get(number))) {
            taken.remove(number);
            waiting.put(number, false);
            readEntries -= spool.entries() - before;
        }
    }

    private void done(Random random) {
        if (refs.isEmpty()) {
            return;
        }
        int number = new ArrayList<>(refs.keySet()).get(random.nextInt(refs.size()));
        long before = spool.entries();
        spool.done(refs.remove(number));
        doneUnreadEntries += before - spool.entries();
        waiting.remove(number);
        taken.remove(number);
    }

    private void reopen() throws IOException {
        if (spool != null) {
            spool.close();
        }
        unheldEntries = 0;
        readEntries = 0;
        doneUnreadEntries = 0;
        refs.clear();
        taken.clear();
        waiting.replaceAll((number, taken) -> false);
        spool = test.openNext();
    }

    private void assertLaw(long seed, int step) {
        assertThat(unheldEntries + test.heard.recovered)
                .as("seed %d, step %d", seed, step)
                .isEqualTo(readEntries + test.heard.lostEntries() + doneUnreadEntries + spool.entries());
        assertThat(test.heard.troubles).isEmpty();
    }

    private List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>();
        TestSpool.readAll(spool).forEach(stored -> numbers.add(TestSpool.number(TestSpool.text(stored))));
        spool.close();
        return numbers;
    }
}
