package io.github.lokiline.client.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.client.FsyncPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The times at which written records are forced to the disk. */
class SpoolFsyncTest {

    private static final long UNTIL_FILES_ARE_CHECKED = 1_000_000_000;

    @TempDir
    Path directory;

    private final List<CrashPoint> reached = new ArrayList<>();
    private TestSpool test;

    @BeforeEach
    void prepare() {
        test = new TestSpool(directory);
        test.crashPoints = reached::add;
    }

    @Test
    void alwaysForcesBeforeAnAppendReturns() throws IOException {
        test.fsync = FsyncPolicy.ALWAYS;
        try (Spool spool = test.open()) {
            spool.append(test.batch("one"), true);

            assertThat(reached).containsExactly(CrashPoint.AFTER_ROLL, CrashPoint.AFTER_FORCE, CrashPoint.AFTER_APPEND);
            assertThat(spool.waitNanos(test.nanos)).isEqualTo(UNTIL_FILES_ARE_CHECKED);
        }
    }

    @Test
    void alwaysCountsABatchOnlyWhenItIsForced() throws IOException {
        test.fsync = FsyncPolicy.ALWAYS;
        List<Long> counted = new ArrayList<>();
        AtomicReference<Spool> open = new AtomicReference<>();
        test.crashPoints = step -> {
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
        test.fsync = FsyncPolicy.INTERVAL;
        try (Spool spool = test.open()) {
            assertThat(spool.waitNanos(test.nanos)).isEqualTo(Long.MAX_VALUE);
            spool.append(test.batch("one"), true);
            test.advance(Duration.ofMillis(300));
            spool.append(test.batch("two"), true);
            assertThat(spool.waitNanos(test.nanos)).isEqualTo(200_000_000);

            test.advance(Duration.ofMillis(199));
            spool.force(test.nanos);
            assertThat(reached).doesNotContain(CrashPoint.AFTER_FORCE);

            test.advance(Duration.ofMillis(1));
            spool.force(test.nanos);
            spool.force(test.nanos);
            assertThat(reached).containsOnlyOnce(CrashPoint.AFTER_FORCE);
            assertThat(spool.waitNanos(test.nanos)).isEqualTo(UNTIL_FILES_ARE_CHECKED - 500_000_000);
        }
    }

    @Test
    void intervalForcesASegmentBeforeItGoesOnToTheNext() throws IOException {
        test.fsync = FsyncPolicy.INTERVAL;
        try (Spool spool = test.open()) {
            for (int i = 0; i < 4; i++) {
                spool.append(test.batch("batch " + i), true);
            }

            assertThat(reached)
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
        test.fsync = FsyncPolicy.INTERVAL;
        Spool spool = test.open();
        spool.append(test.batch("one"), true);

        spool.close();

        assertThat(reached).endsWith(CrashPoint.AFTER_APPEND, CrashPoint.AFTER_FORCE);
    }

    @Test
    void noneNeverForces() throws IOException {
        test.fsync = FsyncPolicy.NONE;
        try (Spool spool = test.open()) {
            for (int i = 0; i < 9; i++) {
                spool.append(test.batch("batch " + i), true);
            }
            test.advance(Duration.ofHours(1));
            spool.force(test.nanos);
        }

        assertThat(reached).doesNotContain(CrashPoint.AFTER_FORCE);
    }
}
