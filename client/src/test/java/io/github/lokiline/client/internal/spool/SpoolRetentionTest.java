package io.github.lokiline.client.internal.spool;

import static io.github.lokiline.client.internal.spool.TestSpool.readAll;
import static io.github.lokiline.client.internal.spool.TestSpool.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.client.DropReason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A spool is limited in bytes and in age; it deletes the oldest segment first and counts the entries lost. */
class SpoolRetentionTest {

    @TempDir
    Path directory;

    private TestSpool test;

    @BeforeEach
    void prepare() {
        test = new TestSpool(directory);
    }

    @Test
    void aFullSpoolLosesItsOldestSegment() throws IOException {
        test.maxBytes = 700;
        try (Spool spool = test.open()) {
            for (int i = 0; i < 9; i++) {
                spool.append(test.batch("batch " + i, 10), false);
                assertThat(spool.bytes()).isLessThanOrEqualTo(700);
            }

            assertThat(test.heard.lost).isEqualTo(Map.of(DropReason.SPOOL_FULL, 30L));
            assertThat(spool.entries()).isEqualTo(60);
            assertThat(texts(spool)).startsWith("batch 3").endsWith("batch 8");
        }
    }

    @Test
    void whatIsHeldOrReadIsNotLostWithItsSegment() throws IOException {
        test.maxBytes = 300;
        try (Spool spool = test.open()) {
            RecordRef read = spool.append(test.batch("read", 1), false);
            TestSpool.next(spool);
            RecordRef held = spool.append(test.batch("held", 10), true);
            spool.append(test.batch("waits", 100), false);

            spool.append(test.batch("makes it too much"), true);

            assertThat(test.heard.lost).isEqualTo(Map.of(DropReason.SPOOL_FULL, 100L));
            spool.done(read);
            spool.done(held);
            assertThat(spool.entries()).isZero();
            assertThat(test.segments()).hasSize(1);
        }
        assertThat(test.heard.troubles).isEmpty();
    }

    @Test
    void aBatchLargerThanASegmentHasOneOfItsOwn() throws IOException {
        try (Spool spool = test.open()) {
            spool.append(test.batch("small"), false);
            spool.append(test.batch("x".repeat(5000)), false);
            spool.append(test.batch("small again"), false);

            assertThat(test.segments()).hasSize(3);
            assertThat(texts(spool)).containsExactly("small", "x".repeat(5000), "small again");
        }
    }

    @Test
    void aBatchLargerThanTheSpoolIsNotTakenAndPushesNothingOut() throws IOException {
        test.maxBytes = 1000;
        try (Spool spool = test.open()) {
            spool.append(test.batch("small"), false);

            assertThat(spool.append(test.batch("x".repeat(1000)), false)).isNull();

            assertThat(texts(spool)).containsExactly("small");
            assertThat(test.heard.lost).isEmpty();
            assertThat(test.heard.troubles)
                    .containsExactly(
                            "spool \"" + directory + "\": no room for a batch, bytes: 1084; spoolMaxBytes is 1000");
        }
    }

    @Test
    void aSmallerBoundThanLastTimeIsReachedSegmentBySegmentAndAllIsCounted() throws IOException {
        try (Spool spool = test.open()) {
            for (int i = 0; i < 12; i++) {
                spool.append(test.batch("batch " + i), true);
            }
        }
        test.maxBytes = 600;

        try (Spool spool = test.openNext()) {
            assertThat(test.heard.recovered).isEqualTo(12);
            assertThat(test.heard.lost).isEqualTo(Map.of(DropReason.SPOOL_FULL, 6L));
            assertThat(spool.bytes()).isLessThanOrEqualTo(600);
            assertThat(texts(spool)).startsWith("batch 6").hasSize(6);
        }
    }

    @Test
    void whatMakesRoomBeforeItIsCountedIsCountedFirst() throws IOException {
        try (Spool spool = test.open()) {
            for (int i = 0; i < 6; i++) {
                spool.append(test.batch("batch " + i), true);
            }
        }
        test.maxBytes = 600;

        try (Spool spool = test.open()) {
            spool.append(test.batch("new"), true);

            assertThat(test.heard.recovered).isEqualTo(3);
            assertThat(test.heard.lost).isEqualTo(Map.of(DropReason.SPOOL_FULL, 3L));
            TestSpool.recover(spool);
            assertThat(test.heard.recovered).isEqualTo(6);
            assertThat(texts(spool)).containsExactly("batch 3", "batch 4", "batch 5");
        }
    }

    @Test
    void anAppendToASpoolFarTooLargeDeletesNoMoreThanItNeeds() throws IOException {
        try (Spool spool = test.open()) {
            for (int i = 0; i < 30; i++) {
                spool.append(test.batch("batch " + i), true);
            }
        }
        test.maxBytes = 600;

        try (Spool spool = test.open()) {
            spool.append(test.batch("new"), true);

            assertThat(test.heard.lost).isEqualTo(Map.of(DropReason.SPOOL_FULL, 3L));
        }
    }

    @Test
    void aSegmentTooOldIsLost() throws IOException {
        test.maxAge = Duration.ofHours(1);
        try (Spool spool = test.open()) {
            List<String> old = List.of("old 1", "old 2", "old 3");
            old.forEach(text -> spool.append(test.batch(text), false));
            test.advance(Duration.ofMinutes(59));
            spool.append(test.batch("young"), false);
            assertThat(test.heard.lost).isEmpty();

            test.advance(Duration.ofMinutes(2));

            assertThat(texts(spool)).containsExactly("young");
            assertThat(test.heard.lost).isEqualTo(Map.of(DropReason.SPOOL_EXPIRED, 3L));
        }
    }

    @Test
    void newLimitsApplyToAnOpenSpool() throws IOException {
        try (Spool spool = test.open()) {
            for (int i = 0; i < 30; i++) {
                spool.append(test.batch("batch " + i), false);
            }
            assertThat(test.heard.lost).isEmpty();

            test.maxBytes = 600;
            spool.append(test.batch("new"), false);

            assertThat(test.heard.lost).containsOnlyKeys(DropReason.SPOOL_FULL);
        }
    }

    @Test
    void aSegmentIsAsOldAsItsNewestEntry() throws IOException {
        test.maxAge = Duration.ofHours(1);
        try (Spool spool = test.open()) {
            spool.append(test.batch("old"), false);
            test.advance(Duration.ofMinutes(40));
            spool.append(test.batch("young"), false);
            test.advance(Duration.ofMinutes(40));

            assertThat(texts(spool)).containsExactly("old", "young");
        }
    }

    @Test
    void theSegmentInUseExpiresToo() throws IOException {
        test.maxAge = Duration.ofHours(1);
        try (Spool spool = test.open()) {
            spool.append(test.batch("old"), false);
            test.advance(Duration.ofHours(2));
            spool.append(test.batch("young"), false);

            assertThat(texts(spool)).containsExactly("young");
            assertThat(spool.entries()).isZero();
        }
    }

    @Test
    void aSegmentThatBecameTooOldWhileNoProcessRanIsRecoveredAndLost() throws IOException {
        try (Spool spool = test.open()) {
            spool.append(test.batch("old", 42), true);
        }
        test.advance(Duration.ofDays(8));

        try (Spool spool = test.openNext()) {
            assertThat(test.heard.recovered).isEqualTo(42);
            assertThat(test.heard.lost).isEqualTo(Map.of(DropReason.SPOOL_EXPIRED, 42L));
            assertThat(readAll(spool)).isEmpty();
            assertThat(test.segments()).isEmpty();
        }
    }

    @Test
    void aTimeInTheFutureKeepsItsOwnSegmentOnly() throws IOException {
        test.maxAge = Duration.ofHours(1);
        test.segmentBytes = 1;
        try (Spool spool = test.open()) {
            long future = (TestSpool.START_EPOCH_MILLIS + Duration.ofDays(365).toMillis()) * 1_000_000;
            spool.append(new RecordData("", "{}", 1, future, future, false, new byte[0]), false);
            spool.append(test.batch("old"), false);
            test.advance(Duration.ofHours(2));

            assertThat(readAll(spool)).hasSize(1);
            assertThat(test.heard.lost).isEqualTo(Map.of(DropReason.SPOOL_EXPIRED, 1L));
        }
    }

    @Test
    void aSmallSpoolHasSmallSegments() {
        assertThat(SpoolContext.segmentBytes(1L << 30)).isEqualTo(8 << 20);
        assertThat(SpoolContext.segmentBytes(8 << 20)).isEqualTo(1 << 20);
    }
}
