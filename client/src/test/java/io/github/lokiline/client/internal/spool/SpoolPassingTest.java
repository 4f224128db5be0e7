package io.github.lokiline.client.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches that are not wanted yet do not delay wanted ones, and are returned later in their order. */
class SpoolPassingTest {

    @TempDir
    Path directory;

    private TestSpool test;

    @BeforeEach
    void prepare() {
        test = new TestSpool(directory);
    }

    @Test
    void whatIsPassedOverComesInOrderAfterARewind() throws IOException {
        try (Spool spool = test.open()) {
            for (int i = 0; i < 9; i++) {
                spool.append(of(i % 3 == 0 ? "good" : "bad", "batch " + i), false);
            }

            assertThat(textsOf(spool, "good")).containsExactly("batch 0", "batch 3", "batch 6");
            assertThat(spool.entries()).isEqualTo(6);
            assertThat(TestSpool.texts(spool)).isEmpty();
            spool.rewind();
            assertThat(TestSpool.texts(spool))
                    .containsExactly("batch 1", "batch 2", "batch 4", "batch 5", "batch 7", "batch 8");
            assertThat(test.heard.lost).isEmpty();
        }
    }

    @Test
    void whatIsPutBackComesAgainAndCounts() throws IOException {
        try (Spool spool = test.open()) {
            spool.append(test.batch("one"), false);
            spool.append(test.batch("two"), false);
            List<StoredRecord> read = TestSpool.readAll(spool);
            assertThat(spool.putBack(read.get(1).ref())).isTrue();
            assertThat(spool.entries()).isEqualTo(1);

            spool.rewind();

            assertThat(TestSpool.texts(spool)).containsExactly("two");
        }
    }

    @Test
    void passingOverGivesBackTheThreadNowAndThen() throws IOException {
        test.segmentBytes = 8 << 20;
        test.maxBytes = 64 << 20;
        try (Spool spool = test.open()) {
            for (int i = 0; i < 10; i++) {
                spool.append(of("bad", i + "x".repeat(1 << 20)), false);
            }
            spool.append(of("good", "last"), false);

            int calls = 1;
            StoredRecord found = spool.next(isOf("good"));
            while (found == null && spool.isLookingOn()) {
                found = spool.next(isOf("good"));
                calls++;
            }

            assertThat(calls).isEqualTo(3);
            assertThat(TestSpool.text(Objects.requireNonNull(found))).isEqualTo("last");
            assertThat(spool.next(isOf("good"))).isNull();
            assertThat(spool.isLookingOn()).isFalse();
        }
    }

    private RecordData of(String tenant, String text) {
        RecordData batch = test.batch(text);
        return new RecordData(
                tenant,
                batch.labels(),
                batch.entries(),
                batch.firstEpochNanos(),
                batch.lastEpochNanos(),
                batch.bare(),
                batch.body());
    }

    private static BiPredicate<String, String> isOf(String wanted) {
        return (tenant, labels) -> tenant.equals(wanted) && !labels.isEmpty();
    }

    private static List<String> textsOf(Spool spool, String tenant) {
        List<String> texts = new ArrayList<>();
        for (StoredRecord stored = spool.next(isOf(tenant)); stored != null; stored = spool.next(isOf(tenant))) {
            texts.add(TestSpool.text(stored));
        }
        return texts;
    }
}
