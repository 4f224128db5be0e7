package io.github.lokiline.client.internal.spool;

import static io.github.lokiline.client.internal.spool.TestSpool.readAll;
import static io.github.lokiline.client.internal.spool.TestSpool.recover;
import static io.github.lokiline.client.internal.spool.TestSpool.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Promise 8 on disk: batches that are not done are returned again, in order and complete. */
class SpoolTest {

    @TempDir
    Path directory;

    private TestSpool test;

    @BeforeEach
    void prepare() {
        test = new TestSpool(directory);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void anErrorWhileTheRecordsAreCountedKeepsNothingBehindThemFromBeingRead(int errors) throws IOException {
        try (Spool spool = test.open()) {
            for (int i = 0; i < 6; i++) {
                spool.append(test.batch("batch " + i), true);
            }
        }
        test.check = new TestSpool.AcceptAll() {
            private int left = errors;

            @Override
            public boolean isStream(String tenant, String labels) {
                if (left-- > 0) {
                    throw new OutOfMemoryError("injected");
                }
                return true;
            }
        };
        test.heard = new RecordingSpoolListener();
        try (Spool spool = test.open()) {
            countDespiteErrors(spool);
            spool.append(test.batch("new"), false);

            assertThat(texts(spool)).contains("new").hasSize(errors == 1 ? 7 : 1);
        }
    }

    private static void countDespiteErrors(Spool spool) {
        boolean more = true;
        for (int i = 0; more && i < 200; i++) {
            try {
                more = spool.recoverStep();
            } catch (OutOfMemoryError e) {
                assertThat(e).hasMessage("injected");
            }
        }
    }

    @Test
    void aBatchComesBackWithAllThatBelongsToIt() throws IOException {
        byte[] body = new byte[70_000];
        new Random(1).nextBytes(body);
        RecordData batch = new RecordData(
                "mandant-ü", "{host=\"wëb-1\", service_name=\"本\"}", 4711, Long.MIN_VALUE, Long.MAX_VALUE, true, body);
        test.maxAge = Duration.ofDays(100_000);
        try (Spool spool = test.open()) {
            spool.append(batch, true);
        }

        try (Spool spool = test.openNext()) {
            assertThat(readAll(spool))
                    .singleElement()
                    .satisfies(stored -> assertThat(stored.batch())
                            .usingRecursiveComparison()
                            .isEqualTo(batch));
        }
    }

    @Test
    void aBatchWithoutTenantLabelsAndBodyComesBack() throws IOException {
        long now = TestSpool.START_EPOCH_MILLIS * 1_000_000;
        RecordData batch = new RecordData("", "", 1, now, now, false, new byte[0]);
        try (Spool spool = test.open()) {
            spool.append(batch, true);
        }

        try (Spool spool = test.openNext()) {
            assertThat(readAll(spool))
                    .singleElement()
                    .satisfies(stored -> assertThat(stored.batch())
                            .usingRecursiveComparison()
                            .isEqualTo(batch));
        }
    }

    @Test
    void batchesComeInTheOrderTheyWereWrittenOverManySegments() throws IOException {
        try (Spool spool = test.open()) {
            for (int i = 0; i < 20; i++) {
                spool.append(test.batch("batch " + i), true);
            }
        }

        assertThat(test.segments()).hasSizeGreaterThan(5);
        try (Spool spool = test.openNext()) {
            assertThat(texts(spool))
                    .hasSize(20)
                    .startsWith("batch 0", "batch 1")
                    .endsWith("batch 18", "batch 19");
        }
    }

    @Test
    void orderHoldsWhenTheClockIsSetBackBetweenTwoProcesses() throws IOException {
        try (Spool spool = test.open()) {
            spool.append(test.batch("first"), true);
        }
        test.nanos = -3_600_000_000_000L;
        try (Spool spool = test.open()) {
            spool.append(test.batch("second"), true);
        }

        try (Spool spool = test.openNext()) {
            assertThat(texts(spool)).containsExactly("first", "second");
        }
    }

    @Test
    void aBatchThatIsHeldComesOnlyInTheNextProcess() throws IOException {
        try (Spool spool = test.open()) {
            spool.append(test.batch("held"), true);
            spool.append(test.batch("not held"), false);
            spool.append(test.batch("held too"), true);

            assertThat(texts(spool)).containsExactly("not held");
        }

        try (Spool spool = test.openNext()) {
            assertThat(texts(spool)).containsExactly("held", "not held", "held too");
        }
    }

    @Test
    void aBatchAppendedAfterTheReaderCaughtUpIsRead() throws IOException {
        try (Spool spool = test.open()) {
            spool.append(test.batch("first"), false);
            assertThat(texts(spool)).containsExactly("first");

            spool.append(test.batch("held"), true);
            spool.append(test.batch("second"), false);

            assertThat(texts(spool)).containsExactly("second");
        }
    }

    @Test
    void aBatchThatIsDoneNeverComesAgain() throws IOException {
        try (Spool spool = test.open()) {
            RecordRef first = spool.append(test.batch("first"), true);
            spool.append(test.batch("second"), true);
            spool.append(test.batch("third"), false);
            spool.done(first);
            spool.done(readAll(spool).get(0).ref());
        }

        try (Spool spool = test.openNext()) {
            assertThat(texts(spool)).containsExactly("second");
        }
    }

    @Test
    void aBatchThatWasReadButIsNotDoneComesAgainInTheNextProcess() throws IOException {
        try (Spool spool = test.open()) {
            spool.append(test.batch("only"), false);

            assertThat(texts(spool)).containsExactly("only");
            assertThat(texts(spool)).isEmpty();
        }

        try (Spool spool = test.openNext()) {
            assertThat(texts(spool)).containsExactly("only");
        }
    }

    @Test
    void toSayDoneTwiceChangesNothing() throws IOException {
        try (Spool spool = test.open()) {
            RecordRef first = spool.append(test.batch("first"), true);
            spool.append(test.batch("second"), true);
            spool.append(test.batch("third"), true);
            spool.append(test.batch("in the next segment"), true);

            spool.done(first);
            spool.done(first);
            spool.done(first);
        }

        try (Spool spool = test.openNext()) {
            assertThat(texts(spool)).containsExactly("second", "third", "in the next segment");
        }
    }

    @Test
    void onlyWhatIsNeitherHeldNorReadNorDoneCounts() throws IOException {
        try (Spool spool = test.open()) {
            spool.append(test.batch("held", 1), true);
            spool.append(test.batch("read", 10), false);
            spool.append(test.batch("waiting", 100), false);
            RecordRef done = spool.append(test.batch("done unread", 1000), false);
            assertThat(spool.entries()).isEqualTo(1110);

            TestSpool.next(spool);
            assertThat(spool.entries()).isEqualTo(1100);

            spool.done(done);
            assertThat(spool.entries()).isEqualTo(100);
        }

        try (Spool spool = test.openNext()) {
            assertThat(spool.entries()).isEqualTo(111);
            assertThat(test.heard.recovered).isEqualTo(111);
        }
    }

    @Test
    void aStepTellsWhoseTheBatchesAreThatWait() throws IOException {
        try (Spool spool = test.open()) {
            spool.append(test.batch("waiting"), true);
            spool.done(spool.append(test.batch("done"), true));
        }

        try (Spool spool = test.openNext()) {
            assertThat(spool.entries()).isEqualTo(1);
            assertThat(test.heard.found)
                    .containsExactly("acme {app=\"orders\"} " + TestSpool.START_EPOCH_MILLIS * 1_000_000);
        }
    }

    @Test
    void aStepCountsOneSegmentAndNothingNewerIsReadBeforeTheLast() throws IOException {
        try (Spool spool = test.open()) {
            for (int i = 0; i < 9; i++) {
                spool.append(test.batch("batch " + i), true);
            }
        }
        assertThat(test.segments()).hasSize(3);

        try (Spool spool = test.open()) {
            spool.append(test.batch("new"), false);
            assertThat(TestSpool.next(spool)).isNull();

            assertThat(spool.recoverStep()).isTrue();
            assertThat(test.heard.recovered).isEqualTo(3);
            assertThat(texts(spool)).containsExactly("batch 0", "batch 1", "batch 2");

            recover(spool);
            assertThat(texts(spool)).hasSize(7).startsWith("batch 3").endsWith("new");
        }
    }

    @Test
    void bytesAreWhatTheSegmentsTake() throws IOException {
        try (Spool spool = test.open()) {
            assertThat(spool.bytes()).isZero();
            for (int i = 0; i < 9; i++) {
                spool.append(test.batch("batch " + i), true);
            }
            assertThat(spool.bytes()).isEqualTo(sizeOf(test));
        }

        try (Spool spool = test.open()) {
            assertThat(spool.bytes()).isEqualTo(sizeOf(test));
        }
    }

    @Test
    void anInterruptedThreadCanStillWriteAndReadAndStaysInterrupted() throws IOException {
        try (Spool spool = test.open()) {
            Thread.currentThread().interrupt();

            RecordRef ref = spool.append(test.batch("written"), false);
            assertThat(texts(spool)).containsExactly("written");
            spool.done(ref);
            assertThat(spool.append(test.batch("written after"), false)).isNotNull();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(test.heard.troubles).isEmpty();
        }
    }

    @Test
    void aClosedSpoolDoesNothingAndIsClosedTwice() throws IOException {
        Spool spool = test.open();
        RecordRef ref = spool.append(test.batch("first"), true);
        spool.close();
        spool.close();

        spool.done(ref);
        spool.force(Long.MAX_VALUE);

        assertThat(spool.append(test.batch("second"), true)).isNull();
        assertThat(TestSpool.next(spool)).isNull();
        assertThat(spool.recoverStep()).isFalse();
        try (Spool next = test.openNext()) {
            assertThat(texts(next)).containsExactly("first");
        }
    }

    private static long sizeOf(TestSpool test) {
        return test.segments().stream()
                .mapToLong(file -> file.toFile().length())
                .sum();
    }
}
