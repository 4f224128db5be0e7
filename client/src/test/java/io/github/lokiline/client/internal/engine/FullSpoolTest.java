package io.github.lokiline.client.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lokiline.client.Ledger;
import io.github.lokiline.client.Noise;
import io.github.lokiline.client.OverflowPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A spool that is full drops its oldest segments: what the ledger calls spooled is there all the same. */
@Tag("promise-8")
class FullSpoolTest {

    private static final Map<String, String> LABELS = Map.of("service_name", "orders");
    private static final int SPOOL_BYTES = 1 << 20;
    private static final int LINE_BYTES = 40_000;

    @TempDir
    Path directory;

    @TempDir
    Path scratch;

    private final Random random = new Random(6);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 40})
    void whatIsSpooledAtTheEndIsDeliveredByTheNextProcess(int streamsInMemory) throws IOException {
        DrivenPipeline driven = start();
        add(driven, LABELS, 0);
        driven.answer(503, "", Duration.ofMinutes(1));
        for (int i = 1; i < 60; i++) {
            add(driven, LABELS, i);
        }
        for (int i = 0; i < streamsInMemory; i++) {
            driven.add("", Map.of("service_name", "service-" + i), noise(60 + i), false);
        }

        driven.pipeline.end();

        Ledger ledger = driven.counters.snapshot();
        assertThat(ledger.balances()).as(ledger.toString()).isTrue();
        assertThat(ledger.dropped()).containsOnlyKeys("spool_full");
        assertThat(NextProcess.delivers(directory.resolve("spool"), scratch))
                .doesNotHaveDuplicates()
                .hasSize((int) ledger.spooled());
    }

    @Test
    void whatAFullSpoolCannotKeepIsWrittenOnceAndStaysInMemory() {
        DrivenPipeline driven = start();
        add(driven, LABELS, 0);
        for (int i = 1; i < 60; i++) {
            add(driven, LABELS, i);
            driven.moveOn(Duration.ofMillis(200));
        }

        while (driven.inFlight() > 0) {
            driven.answer(204, "");
        }

        assertThat(driven.counters.snapshot().delivered()).isEqualTo(60);
        driven.pipeline.end();
    }

    private DrivenPipeline start() {
        return DrivenPipeline.spooling(
                directory.resolve("spool"), 32 << 20, OverflowPolicy.DROP_NEWEST, false, SPOOL_BYTES);
    }

    private void add(DrivenPipeline driven, Map<String, String> labels, int number) {
        driven.add("", labels, noise(number), true);
        driven.move();
    }

    private String noise(int number) {
        return "line " + number + " " + Noise.of(random, LINE_BYTES * 3 / 4);
    }
}
