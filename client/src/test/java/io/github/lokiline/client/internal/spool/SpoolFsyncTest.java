package io.github.lokiline.client.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When what is written is forced to the disk. */
class SpoolFsyncTest {

    @TempDir
    Path directory;

    private final List<CrashPoint> steps = new ArrayList<>();
    private TestSpool test;

    @BeforeEach
    void prepare() {
        test = new TestSpool(directory);
        test.steps = steps::add;
    }

    @Test
    void alwaysForcesBeforeAnAppendReturns() throws IOException {
        test.fsync = Fsync.ALWAYS;
        try (Spool spool = test.open()) {
            spool.append(test.batch("one"), true);

            assertThat(steps).containsExactly(CrashPoint.AFTER_ROLL, CrashPoint.AFTER_FORCE, CrashPoint.AFTER_APPEND);
            assertThat(spool.waitNanos(test.nanos)).isEqualTo(Long.MAX_VALUE);
        }
    }

    @Test
    void alwaysCountsABatchOnlyWhenItIsForced() throws IOException {
        test.fsync = Fsync.ALWAYS;
        List<Long> counted = new ArrayList<>();
        AtomicReference<Spool> open = new AtomicReference<>();
        test.steps = step -> {
            if (step == CrashPoint.AFTER_FORCE) {
                counted.add(open.get().entries());
            }
        };
        try (Spool spool = test.open()) {
            open.set(spool);
            spool.append(test.batch("one", 3), false);
            spool.append(test.batch("two", 4), false);

            assertThat(counted).containsExactly(0L, 3L);
            assertThat(spool.entries()).isEqualTo(7);
        }
    }

    @Test
    void intervalForcesHalfASecondAfterTheFirstBatchThatIsNotForced() throws IOException {
        test.fsync = Fsync.INTERVAL;
        try (Spool spool = test.open()) {
            assertThat(spool.waitNanos(test.nanos)).isEqualTo(Long.MAX_VALUE);
            spool.append(test.batch("one"), true);
            test.advance(Duration.ofMillis(300));
            spool.append(test.batch("two"), true);
            assertThat(spool.waitNanos(test.nanos)).isEqualTo(200_000_000);

            test.advance(Duration.ofMillis(199));
            spool.force(test.nanos);
            assertThat(steps).doesNotContain(CrashPoint.AFTER_FORCE);

            test.advance(Duration.ofMillis(1));
            spool.force(test.nanos);
            spool.force(test.nanos);
            assertThat(steps).containsOnlyOnce(CrashPoint.AFTER_FORCE);
            assertThat(spool.waitNanos(test.nanos)).isEqualTo(Long.MAX_VALUE);
        }
    }

    @Test
    void intervalForcesASegmentBeforeItGoesOnToTheNext() throws IOException {
        test.fsync = Fsync.INTERVAL;
        try (Spool spool = test.open()) {
            for (int i = 0; i < 4; i++) {
                spool.append(test.batch("batch " + i), true);
            }

            assertThat(steps)
                    .containsExactly(
                            CrashPoint.AFTER_ROLL,
                            CrashPoint.AFTER_APPEND,
                            CrashPoint.AFTER_APPEND,
                            CrashPoint.AFTER_APPEND,
                            CrashPoint.AFTER_FORCE,
                            CrashPoint.AFTER_ROLL,
                            CrashPoint.AFTER_APPEND);
        }
    }

    @Test
    void closingForcesWhatIsLeft() throws IOException {
        test.fsync = Fsync.INTERVAL;
        Spool spool = test.open();
        spool.append(test.batch("one"), true);

        spool.close();

        assertThat(steps).endsWith(CrashPoint.AFTER_APPEND, CrashPoint.AFTER_FORCE);
    }

    @Test
    void noneNeverForces() throws IOException {
        test.fsync = Fsync.NONE;
        try (Spool spool = test.open()) {
            for (int i = 0; i < 9; i++) {
                spool.append(test.batch("batch " + i), true);
            }
            test.advance(Duration.ofHours(1));
            spool.force(test.nanos);
        }

        assertThat(steps).doesNotContain(CrashPoint.AFTER_FORCE);
    }
}
