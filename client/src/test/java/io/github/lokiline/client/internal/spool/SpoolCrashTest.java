package io.github.lokiline.client.internal.spool;

import static io.github.lokiline.client.internal.spool.TestSpool.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Promise 8: {@code kill -9} at any point loses no appended batch and brings back none that is done. */
@Timeout(120)
@Tag("promise-8")
class SpoolCrashTest {

    @TempDir
    Path directory;

    private TestSpool test;

    @BeforeEach
    void prepare() {
        test = new TestSpool(directory);
    }

    @ParameterizedTest
    @CsvSource({
        "AFTER_APPEND, 1",
        "AFTER_APPEND, 6",
        "AFTER_APPEND, 12",
        "AFTER_FORCE, 1",
        "AFTER_FORCE, 5",
        "AFTER_ROLL, 1",
        "AFTER_ROLL, 3",
        "AFTER_DONE, 1",
        "AFTER_DONE, 3",
        "AFTER_DONE, 8",
        "AFTER_DELETE, 1",
        "AFTER_DELETE, 3",
    })
    void whatIsAppendedAndNotDoneComesOut(CrashPoint step, int nth) throws Exception {
        try (SpoolChild child = SpoolChild.start(directory, "crash", step.name(), Integer.toString(nth))) {
            child.awaitLine("here");
            child.kill();

            int appended = (int) child.count(CrashPoint.AFTER_APPEND.name());
            int done = (int) child.count(CrashPoint.AFTER_DONE.name());
            List<String> expected =
                    IntStream.range(done, appended).mapToObj(i -> "batch " + i).collect(Collectors.toList());
            try (Spool spool = test.openNext()) {
                assertThat(texts(spool)).isEqualTo(expected);
                assertThat(test.heard.recovered).isEqualTo(expected.size());
                assertThat(test.heard.troubles).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void killedAtAnyMomentNothingIsLostThatWasAcknowledged(long seed) throws Exception {
        Random random = new Random(seed);
        try (SpoolChild child = SpoolChild.start(directory, "write")) {
            for (int i = random.nextInt(2000); i >= 0; i--) {
                child.awaitLine("appended");
            }
            child.kill();

            int acknowledged = (int) child.count("appended");
            try (Spool spool = test.openNext()) {
                List<Integer> numbers =
                        texts(spool).stream().map(TestSpool::number).collect(Collectors.toList());
                assertThat(numbers)
                        .as("seed %d", seed)
                        .hasSizeBetween(acknowledged, acknowledged + 1)
                        .isEqualTo(IntStream.range(0, numbers.size()).boxed().collect(Collectors.toList()));
            }
        }
    }
}
